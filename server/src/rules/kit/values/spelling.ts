import { accepts } from "../../../arguments/accepts";
import type { ArgumentType } from "../../../arguments/argument";
import { nearestName } from "../../../arguments/suggestName";
import { ownValue } from "../../../base/ownValue";
import { plainValue, pyYamlNumber } from "../../../yaml/scalar";
import type { ScalarNode } from "../../../yaml/tree";
import { quoteDouble } from "../../../yaml/write";
import { countMeant } from "./countMeant";
import { isHalfThousand, withoutCommas } from "./thousands";

/** What people write for a value that PyYAML has another spelling for. Lower case. */
const MEANT: Readonly<Record<string, string>> = {
  none: "null",
  nil: "null",
  "1": "true",
  "0": "false",
  y: "true",
  n: "false",
  t: "true",
  f: "false",
};

/** `ture` is one of these, and `untrue` is none. */
const BOOLEANS = ["true", "false"];

/** The number a scalar was meant to be, in PyYAML's spelling and of the type that NeoX wants: `5e8`, `1e-5`, `08`. */
export function numberMeant(node: ScalarNode, type: ArgumentType): string | undefined {
  const spelling = pyYamlNumber(node.source);
  if (spelling === undefined) return undefined;
  const spellings = [integerSpelling(spelling), spelling];
  return firstAccepted(type.kind === "float" ? spellings.reverse() : spellings, type);
}

/** The scalar that says what this one at `path` was meant to say, in a spelling that NeoX accepts. */
export function scalarMeant(path: string, node: ScalarNode, type: ArgumentType): string | undefined {
  const written = node.source.trim();
  const candidates = [written, ...withoutSlips(written, type)].flatMap((source) => [
    typeof node.value === "string" ? withoutZeros(source) : source,
    pyYamlNumber(source),
    isHalfThousand(source) ? undefined : integerSpelling(source),
    ownValue(MEANT, source.toLowerCase()),
    countMeant(path, source),
    nearestName(
      source.toLowerCase(),
      BOOLEANS.filter((word) => Math.abs(word.length - source.length) <= 1),
    ),
  ]);
  return firstAccepted(candidates, type) ?? quoted(node, type);
}

/** A value with what JSON wants behind it, and numbers as people read them: `1024,`, `143,000`, `1%`. */
function withoutSlips(source: string, type: ArgumentType): readonly string[] {
  const takesFractions = accepts(type, 0.5);
  const number = withoutCommas(source, takesFractions);
  if (number !== undefined) return [number];
  if (takesFractions && /^\d+(?:\.\d+)?%$/.test(source)) return [String(Number(source.slice(0, -1)) / 100)];
  const value = /[,;]$/.test(source) ? source.slice(0, -1).trimEnd() : "";
  // As an octal or not, a person knows.
  return value === "" || /^[-+]?0\d/.test(value) ? [] : [value];
}

/** Who makes a text of `0100` means no octal. */
export function withoutZeros(source: string): string {
  if (!/^[-+]?0[\d_]+$/.test(source)) return source;
  return source.replaceAll("_", "").replace(/^([-+]?)0+(\d)/, "$1$2");
}

function firstAccepted(candidates: readonly (string | undefined)[], type: ArgumentType): string | undefined {
  return candidates.find((text) => text !== undefined && isAccepted(text, type));
}

function isAccepted(text: string, type: ArgumentType): boolean {
  const value = isPlain(text) ? plainValue(text) : undefined;
  return value !== undefined && accepts(type, value);
}

/** Whether a text stays one plain scalar wherever it is written. */
function isPlain(text: string): boolean {
  return /^[-+.\w]+$/.test(text);
}

/** `8.0` and `5.0e+8` without a fraction, where they have none. */
export function integerSpelling(source: string): string | undefined {
  if (!/^[-+]?\d[\d.e+]*$/i.test(source)) return undefined;
  const number = Number(source);
  return Number.isSafeInteger(number) ? String(number) : undefined;
}

/** `5` or `on` in quotes, where a string is wanted. */
function quoted({ source, style }: ScalarNode, type: ArgumentType): string | undefined {
  const isUnquoted = style === "plain" && source !== "";
  return isUnquoted && accepts(type, source) ? quoteDouble(source) : undefined;
}
