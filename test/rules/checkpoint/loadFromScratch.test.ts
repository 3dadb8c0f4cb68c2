import { expect, test } from "vitest";
import type { Loads } from "../../../server/src/launch/loads";
import { exampleCheckpoint, RESUMED_MODEL } from "../../../server/src/rules/kit/exampleCheckpoint";
import { applyEdits } from "../../../server/src/yaml/edit";
import { checkExample } from "../example";

test.each([
  ["checkpoints/global_step1000", "checkpoints"],
  ["global_step1000", "."],
  ["/global_step1000", "/"],
  ["//global_step1000", "/"],
])("the folder above %s is %s", (folder, above) => {
  const text = RESUMED_MODEL.replace("checkpoints/12-layers", folder);
  const request = { folder, iteration: undefined, isUniversal: false };
  const facts = (): Loads => {
    const { checkpoint } = exampleCheckpoint({ folder, latest: undefined, tag: undefined, steps: [] });
    return { datasets: new Map(), ...(checkpoint && { checkpoint: { ...checkpoint, request } }) };
  };
  const { findings } = checkExample({
    files: { "model.yml": text },
    loads: { said: "", facts },
    launched: true,
    gpus: 1,
  });
  const fixes = findings.filter(({ rule }) => rule === "load-from-scratch").flatMap((it) => it.fixes());
  expect(fixes.map(({ edits }) => /^load: (.*)$/m.exec(applyEdits(text, edits))?.[1])).toEqual([above]);
});
