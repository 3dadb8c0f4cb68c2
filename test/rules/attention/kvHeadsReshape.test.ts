import { describe } from "vitest";
import { cases } from "../cases";

const BEFORE_FIX = { neox: "2024-10-31" } as const;

describe("kv-heads-reshape", () =>
  cases(
    "kv-heads-reshape",
    [
      ["hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8", "8", BEFORE_FIX],
      ["hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 10", "no", BEFORE_FIX],
      // The formula of issue #1314 is whole, and the doubles of the code still lose one.
      ["hidden_size: 216\nnum_attention_heads: 3\nnum_kv_heads: 1", "1", BEFORE_FIX],
      ["hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8", "no", { neox: "main" }],
    ],
    "num_layers: 2\nseq_length: 128\nmax_position_embeddings: 128\n",
  ));
