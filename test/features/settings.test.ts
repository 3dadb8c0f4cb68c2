import { describe, expect, test } from "vitest";
import { contributes } from "../../package.json";
import { DEFAULT_SETTINGS, readSettings, SECTION, settingsSchema } from "../../server/src/lsp/editorSettings";

/** Settings that the client reads itself. */
const CLIENT_ONLY = ["trace.server"];

test("the manifest declares exactly the settings that the server reads", () => {
  const declared = Object.entries(contributes.configuration.properties).map(([name, property]) => {
    const { markdownDescription: _, ...rest } = property;
    return [name.slice(SECTION.length + 1), rest] as const;
  });
  const read = Object.entries(settingsSchema).map(([name, { declared }]) => [name, declared] as const);
  expect(Object.fromEntries(declared.filter(([name]) => !CLIENT_ONLY.includes(name)))).toEqual(
    Object.fromEntries(read),
  );
});

describe("any client may send anything", () => {
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a list", [1]],
    ["values of other types", { files: "a.yml", target: 3, gpus: "8", rules: [] }],
    ["numbers that are no counts", { gpus: 0.5 }],
    ["a severity that does not exist", { rules: { "kv-heads-reshape": "loud" } }],
  ])("%s counts as the defaults", (_, section) => expect(readSettings(section)).toEqual(DEFAULT_SETTINGS));

  test("what fits is taken", () => {
    const numbers = {
      gpu: "A100-40GB",
      mfu: 0.5,
      vocabularySize: 32_000,
      inlayHints: false,
      codeLens: false,
    };
    const hints = { hardwareHints: false, launchDirectory: "run" };
    const section = {
      files: ["*.yml"],
      target: "main",
      gpus: 8,
      ...numbers,
      ...hints,
      rules: { a: "off" },
      trace: {},
    };
    const { trace: _, ...settings } = section;
    expect(readSettings(section)).toEqual(settings);
  });
});
