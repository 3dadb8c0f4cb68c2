import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const [plain, carets] = manifest.contributes.problemMatchers;

/** What the patterns of a matcher take from lines that follow each other, as VS Code applies them; undefined for none. */
function problemIn(
  { pattern }: (typeof manifest.contributes.problemMatchers)[number],
  text: string,
):
  | { readonly file: string | undefined; readonly line: number; readonly message: string | undefined }
  | undefined {
  const lines = text.split("\n");
  for (let at = 0; at + pattern.length <= lines.length; at += 1) {
    const found = pattern.map(({ regexp }, index) => new RegExp(regexp).exec(lines[at + index] ?? ""));
    if (found.every((it) => it !== null))
      return { file: found[0]?.[1], line: Number(found[0]?.[2]), message: found.at(-1)?.[1] };
  }
  return undefined;
}

const PREFIXES = ["", "[rank3]: ", "[default3]:", "[1,3]<stderr>:", "3: ", "node-a.example: "];

const FRAMES = `Traceback (most recent call last):
  File "/opt/gpt-neox/train.py", line 31, in main
    pretrain(neox_args=neox_args)
  File "/opt/gpt-neox/megatron/mpu/utils.py", line 24, in ensure_divisibility
    assert numerator % denominator == 0, "{} is not divisible by {}".format(`;
const EXCEPTION = "AssertionError: 40 is not divisible by 3";
const CARETS = "           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^";

const PROBLEM = { file: "/opt/gpt-neox/megatron/mpu/utils.py", line: 24, message: EXCEPTION };

test.each(PREFIXES)("an exception of NeoX behind %j is a problem at its line", (prefix) => {
  const printed = (...lines: readonly string[]) => lines.join("\n").replace(/^/gm, prefix);
  expect(plain && problemIn(plain, printed(FRAMES, EXCEPTION))).toEqual(PROBLEM);
  expect(carets && problemIn(carets, printed(FRAMES, CARETS, EXCEPTION))).toEqual(PROBLEM);
});

test("what is raised elsewhere is none", () => {
  const text = `  File "/venv/lib/torch/nn/modules/module.py", line 3, in forward\n    x\nRuntimeError: no`;
  expect(plain && problemIn(plain, text)).toBeUndefined();
});
