import type { ArgumentType } from "../../../arguments/argument";
import { t } from "../../../base/l10n";
import { str } from "../../../python/text";
import { type PythonTypeName, type PythonValue, typeName } from "../../../yaml/value";

/** What an argument wants, for people. */
export function wantedWords(type: ArgumentType): string {
  switch (type.kind) {
    case "int":
      return t("a whole number (int)");
    case "float":
      return t("a number (float)");
    case "bool":
      return t("true or false (bool)");
    case "str":
      return t("a text (str)");
    case "list":
      return t("a list");
    case "dict":
      return t("a mapping (dict)");
    case "enum":
      return t("one of {0}", type.choices.map(String).join(t(", ")));
    case "union":
      return t("one of the types {0}", type.members.filter((member) => member !== "NoneType").join(t(", ")));
    default:
      return t("no value at all");
  }
}

/** What PyYAML made of a text, for people. */
export function givenWords(value: PythonValue): string {
  const type: PythonTypeName = typeName(value);
  if (typeof value === "string") return t("the text '{0}' (str)", shortened(value));
  if (typeof value === "boolean") return t("the bool {0}", value ? "True" : "False");
  if (typeof value === "bigint" || typeof value === "number") return t("the {0} {1}", type, str(value));
  if (type === "list") return t("a list");
  if (type === "dict") return t("a mapping (dict)");
  return t("a {0}", type);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
