import fc from "fast-check";
import { expect, test } from "vitest";
import { firstFailure } from "../../server/src/logs/firstFailure";
import { pythonLiteral } from "../../server/src/logs/pythonLiteral";
import { Secrets } from "../../server/src/logs/secrets";
import { repr } from "../../server/src/python/text";
import type { PythonValue } from "../../server/src/yaml/value";
import { recordOf } from "./recordOf";
import { WRITTEN_LOGS } from "./writtenLogs";

test("a log says the same in whatever pieces it comes", () => {
  const logs = fc.constantFrom(...WRITTEN_LOGS);
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 300 }), ({ text }, piece) => {
      const whole = firstFailure([recordOf(text)]);
      const inPieces = firstFailure([recordOf(text, "run.log", piece)]);
      expect(inPieces?.sign).toEqual(whole?.sign);
      expect(inPieces?.rank).toBe(whole?.rank);
    }),
    { numRuns: 60 },
  );
});

test("line ends, colours and progress bars change nothing", () => {
  for (const { text } of WRITTEN_LOGS) {
    const plain = firstFailure([recordOf(text)]);
    for (const variant of [
      text.replaceAll("\n", "\r\n"),
      text.replace(/^(?=\w*Error)/gm, "\u001b[1;31m"),
      text.replace(/^(?= samples)/gm, "Epoch: 10%|█ | 1/10\r"),
    ]) {
      const other = firstFailure([recordOf(variant)]);
      expect([other?.sign.line, other?.rank, other?.known?.id]).toEqual([
        plain?.sign.line,
        plain?.rank,
        plain?.known?.id,
      ]);
    }
  }
});

test("any bytes are read to their end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      const lines = bytes.filter((byte) => byte === 10).length;
      const hasRest = bytes.length > 0 && bytes.at(-1) !== 10;
      expect(recordOf(bytes).lineCount).toBe(lines + Number(hasRest));
    }),
  );
});

test("one endless line is no harm", () => {
  const text = `${"x".repeat(3 << 20)}\nTraceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: no\n`;
  expect(firstFailure([recordOf(text)])?.sign.line).toBe(4);
});

const value: fc.Arbitrary<PythonValue> = fc.letrec<{ any: PythonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(Number.NEGATIVE_INFINITY),
    fc.string({ unit: "binary" }),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.array(fc.tuple(fc.string(), tie("any")), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).any;

test("what Python prints of a value is read back", () => {
  fc.assert(
    fc.property(value, (it) => {
      const printed = repr(it);
      const read = pythonLiteral(printed);
      expect(read === undefined ? undefined : repr(read)).toBe(printed);
    }),
  );
});

test("text that is no value is none", () => {
  for (const text of [
    "flash",
    "<object at 0x7f>",
    "{'a': }",
    "[1",
    "'open",
    "__import__('os')",
    "[".repeat(500),
  ])
    expect(pythonLiteral(text)).toBeUndefined();
});

test("secrets are hidden by their shape and by their name", () => {
  const secrets = new Secrets();
  secrets.lookIn("export WANDB_API_KEY=local-0000");
  secrets.lookIn('{"hf_token": "short-one"}');
  const text = secrets.without(
    "failed for local-0000 with short-one, hf_abcdefghijklmnopqrstuv, https://me:pass@host/x and 0123456789abcdef0123456789abcdef01234567",
  );
  expect(text).toBe("failed for ••• with •••, •••, https://•••@host/x and •••");
  expect(secrets.without("Token indices sequence length is longer: 3071 > 2048")).toBe(
    "Token indices sequence length is longer: 3071 > 2048",
  );
});
