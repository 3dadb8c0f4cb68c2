import type { PythonValue } from "../yaml/value";

/** What people write for NeoX's precisions. Lower case. */
const SPELLINGS: Readonly<Record<"bfloat16" | "fp16" | "fp32", readonly string[]>> = {
  bfloat16: ["bfloat16", "bf16", "bfloat", "bfp16", "torch.bfloat16"],
  fp16: ["fp16", "half", "float16", "f16", "16", "mixed", "torch.float16"],
  fp32: ["fp32", "float32", "float", "f32", "32", "single", "torch.float32"],
};

const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([precision, spellings]) => spellings.map((it) => [it, precision])),
);

/** The precision that somebody means by a value of `precision`; undefined where it is like none. */
export function precisionMeant(value: PythonValue | undefined): string | undefined {
  if (typeof value === "bigint") return MEANT.get(String(value));
  return typeof value === "string" ? MEANT.get(value.toLowerCase()) : undefined;
}
