import type { Launch } from "../../launch/launch";

/** The parts of `split` as NeoX cuts it (megatron/data/data_utils.py:242-250), NaN where it is no number. */
export function splitParts(launch: Launch): readonly number[] | undefined {
  const split = launch.get("split");
  if (typeof split !== "string") return undefined;
  const separator = split.includes(",") ? "," : "/";
  return split
    .split(separator)
    .map((part) =>
      /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : Number.NaN,
    );
}

export function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}
