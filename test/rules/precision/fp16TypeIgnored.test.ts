import { cases } from "../cases";

const fp16 = (type: string) => `fp16: {enabled: true, type: ${type}}`;

cases("fp16-type-ignored", [
  ...["bfloat16", "bf16", "BF16", "bfloat"].map((type) => [fp16(type), type] as const),
  [fp16("fp16"), "no"],
  [fp16("float16"), "no"],
  [fp16("bf16"), "no", { neox: "v2.0" }],
]);
