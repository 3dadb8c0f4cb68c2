import { since } from "../../launch/windows";
/** Since when NeoX has what several rules are about. */
export const SINCE_EXPERTS = since("d11df961");
export const SINCE_TRANSFORMER_ENGINE = since("8900d05c");
export const SINCE_INTERMEDIATE_SIZE = since("0d4bdb96");
export const SINCE_RWKV = since("4bc66703");
export const SINCE_MAMBA = since("6809bbc3");
export const SINCE_GROUPED_HEADS = since("f36aed7f");
