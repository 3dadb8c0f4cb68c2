/** Training that serves its weights to a client, for REINFORCE (megatron/training.py). */
export const SERVED = { from: "2024-12-19", since: "f7a5a6f9" } as const;
