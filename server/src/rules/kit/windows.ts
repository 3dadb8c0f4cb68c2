/** Since when NeoX has what several rules are about. */
export const SINCE_EXPERTS = { from: "2025-05-09", since: "d11df961" } as const;
export const SINCE_TRANSFORMER_ENGINE = { from: "2024-12-19", since: "8900d05c" } as const;
export const SINCE_INTERMEDIATE_SIZE = { from: "2024-09-06", since: "0d4bdb96" } as const;
export const SINCE_RWKV = { from: "2024-05-05", since: "4bc66703" } as const;
export const SINCE_MAMBA = { from: "2024-03-10", since: "6809bbc3" } as const;
export const SINCE_GROUPED_HEADS = { from: "2024-02-22", since: "f36aed7f" } as const;
