/// <reference types="mocha" />
import { assert } from "chai";
import { type Mark, marksWhen, open, withSetting } from "../editor";

const RESHAPE: Mark = { rule: "kv-heads-reshape", severity: 1, text: "8" };

suite("settings, without a restart", () => {
  test("neoxConfig.target: an affected version is an error, a mended one is silent", async () => {
    const document = await open("block.yml");
    const error: Mark = { ...RESHAPE, severity: 0 };
    await withSetting("target", "2024-10-31", async () =>
      assert.deepEqual(await marksWhen(document, [error]), [error]),
    );
    await withSetting("target", "main", async () => assert.deepEqual(await marksWhen(document, []), []));
    assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]);
  });

  test("neoxConfig.rules: a rule's severity, or off", async () => {
    const document = await open("block.yml");
    const hint: Mark = { ...RESHAPE, severity: 3 };
    await withSetting("rules", { "kv-heads-reshape": "hint" }, async () =>
      assert.deepEqual(await marksWhen(document, [hint]), [hint]),
    );
    await withSetting("rules", { "kv-heads-reshape": "off" }, async () =>
      assert.deepEqual(await marksWhen(document, []), []),
    );
  });

  test("neoxConfig.files: JSON files that it names are checked, others are not", async () => {
    const document = await open("plain.json");
    assert.deepEqual(await marksWhen(document, []), []);
    await withSetting("files", ["plain.json"], async () =>
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]),
    );
    assert.deepEqual(await marksWhen(document, []), []);
    assert.deepEqual(await marksWhen(await open("block.yml"), [RESHAPE]), [RESHAPE]);
  });

  test("neoxConfig.files: what is no pattern is passed over, and the others hold", async () => {
    const document = await open("plain.json");
    await withSetting("files", [1, null, {}, ["a"], "plain.json"], async () =>
      assert.deepEqual(await marksWhen(document, [RESHAPE]), [RESHAPE]),
    );
    assert.deepEqual(await marksWhen(document, []), []);
  });
});
