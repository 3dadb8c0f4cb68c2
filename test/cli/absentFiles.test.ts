import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { absentFiles } from "../../server/src/cli/absentFiles";

it("tells files that are missing from a folder that exists, and nothing of other paths", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/text.bin"), "");
  const text = `data_path: data/text
vocab_file: elsewhere/vocab.json
merge_file: s3://bucket/data/merges.txt
sample_input_file: $HOME/data/prompts.txt
hostfile: hosts
`;
  expect([...(await absentFiles([{ path: "model.yml", text }], folder))]).toEqual(["data/text.idx"]);
});
