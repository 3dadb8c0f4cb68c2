/** Whether a version is among those asked for, by the numbers of its release; `==` is only the one that NeoX was tried with. */
export function isAsked(version: string, asks: string): boolean {
  return asks.split(",").every((part) => {
    const [, relation = "", asked = ""] = /^(==|>=|<=|<)(.+)$/.exec(part) ?? [];
    const order = compared(releaseOf(version), releaseOf(asked));
    if (relation === "==") return order === 0;
    if (relation === "<") return order < 0;
    return relation === ">=" ? order >= 0 : order <= 0;
  });
}

/** `2.5.1+cu124` and `1.2.0.post1` begin with the numbers that order them (PEP 440, without its tails). */
function releaseOf(version: string): readonly number[] {
  return (/^\d{1,9}(?:\.\d{1,9})*/.exec(version)?.[0] ?? "").split(".").map(Number);
}

/** Below, equal or above zero, as for sorting; a number that is not there is zero. */
function compared(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  const differences = Array.from({ length }, (_, index) => (one[index] ?? 0) - (other[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
