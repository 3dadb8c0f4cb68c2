import { implicitTag } from "./resolver";

const MEANT_AS_NUMBER =
  /^(?<sign>[-+]?)(?:0o(?<octal>[0-7]+)|(?<whole>\d[\d_]*)?(?:\.(?<fraction>[\d_]*))?(?:[eE](?<exponent>[-+]?\d+))?)$/;

/** Digits of an octal that is rewritten: a longer one is not meant, and Python reads no int of 4,300 decimals. */
const LONGEST_OCTAL = 1000;

/** Whether PyYAML reads this plain scalar as a string though a person meant a number: `1e-5`, `08`, `+.5`. */
export function looksLikeNumber(source: string): boolean {
  return pyYamlNumber(source) !== undefined;
}

/**
 * The spelling that PyYAML reads as the number a string scalar was meant to be: `1e-5` gives `1.0e-5`, `5e8`
 * gives `5.0e+8`, `08` gives `8`. Undefined when PyYAML already reads a number, or nobody meant one.
 */
export function pyYamlNumber(source: string): string | undefined {
  if (implicitTag(source) !== "str") return undefined;
  const parts = MEANT_AS_NUMBER.exec(source)?.groups;
  if (parts === undefined) return undefined;
  const { sign = "", octal, whole, fraction, exponent } = parts;
  if (octal !== undefined)
    return octal.length > LONGEST_OCTAL ? undefined : sign + BigInt(`0o${octal}`).toString();
  if (whole === undefined && !/\d/.test(fraction ?? "")) return undefined;
  if (fraction === undefined && exponent === undefined)
    return sign + ((whole ?? "").replace(/^[0_]+/, "") || "0");
  const power = exponent === undefined ? "" : `e${/^[-+]/.test(exponent) ? "" : "+"}${exponent}`;
  return `${sign}${whole ?? "0"}.${fraction || "0"}${power}`;
}
