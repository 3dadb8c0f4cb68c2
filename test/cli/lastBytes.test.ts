import fc from "fast-check";
import { expect, test } from "vitest";
import { LastBytes } from "../../server/src/workspace/node/lastBytes";

test("the last bytes are kept, in whatever pieces they come", () => {
  const pieces = fc.array(fc.string({ unit: "binary-ascii", maxLength: 40 }), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 60 }), (texts, most) => {
      const last = new LastBytes(most);
      for (const text of texts) last.add(Buffer.from(text));
      expect([last.text, last.length]).toEqual([texts.join("").slice(-most), texts.join("").length]);
    }),
  );
});
