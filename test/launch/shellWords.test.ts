import { describe, expect, test } from "vitest";
import { shellWords, Variables } from "../../server/src/launches/shellWords";

const variables = new Variables();
variables.set("A", "x.yml");
variables.set("date", "today");

const words = (line: string) =>
  shellWords(line, variables).map(({ text, isOpen }) => (isOpen ? `${text}?` : text));

describe("words of a shell", () => {
  test.each<[string, readonly string[]]>([
    [`run $A \${A} $$A $(date) b`, ["run", "x.yml", "x.yml", "x.yml", "today", "b"]],
    [`run "$A \${B} c" $B.yml`, ["run", "x.yml  c?", ".yml?"]],
    [`run $(cat $A) \${A:-\${A}} $`, ["run", "?", "}?", "$"]],
    [`run \${A $(date b`, ["run", `\${A?`, "$"]],
    ["run $$ $$$A $", ["run", "$$", "$x.yml", "$"]],
    [`run \${${"A".repeat(1000)}} \${${"A".repeat(999)}}`, ["run", `\${${"A".repeat(1000)}}?`, "?"]],
  ])("%s", (line, expected) => {
    expect(words(line)).toEqual(expected);
  });
});
