import { type PythonValue, typeName } from "../yaml/value";
import type { ArgumentType } from "./argument";

/** Whether `validate_types` lets a value of this type pass. */
export function accepts(type: ArgumentType, value: PythonValue): boolean {
  if (value === null) return true;
  const actual = typeName(value);
  switch (type.kind) {
    case "enum":
      return type.choices.some((choice) => isChoice(choice, value));
    case "union":
      return type.isPythonUnion && type.members.includes(actual);
    case "float":
      return actual === "float" || actual === "int";
    default:
      return actual === type.kind;
  }
}

function isChoice(choice: string | bigint | boolean | null, value: PythonValue): boolean {
  if (typeof choice === "string") return typeof value === "string" && isSpelledAlike(choice, value);
  if (choice === null) return false;
  // Python's `True == 1 == 1.0`.
  const isNumeric = typeof value === "boolean" || typeof value === "bigint" || typeof value === "number";
  return isNumeric && Number(choice) === Number(value);
}

/** But for the case; a long text is not looked through for each choice. */
function isSpelledAlike(one: string, other: string): boolean {
  return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}
