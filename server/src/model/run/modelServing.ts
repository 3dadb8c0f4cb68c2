import { since } from "../../launch/windows";
/** Training that serves its weights to a client, for REINFORCE (megatron/training.py). */
export const SERVED = since("f7a5a6f9");
