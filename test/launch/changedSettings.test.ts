import { expect, test } from "vitest";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

const launchOf = (text: string) =>
  createLaunch({ files: [{ path: "a.yml", document: readYaml(text) }], target: UNKNOWN_TARGET });

test("settings are changed where they stand, left out, and added at the end", () => {
  const launch = launchOf("num_layers: 1\nhidden_size: 2\nseq_length: 3\n");
  const { settings } = launch.with({ hidden_size: 20n, num_layers: undefined, save: "x", load: undefined });
  const values = [...settings.values()].map(({ name, value }) => [name, value]);
  expect(values).toEqual([
    ["hidden_size", 20n],
    ["seq_length", 3n],
    ["save", "x"],
  ]);
  expect([...settings].map(([name]) => name)).toEqual(values.map(([name]) => name));
  expect([...settings.keys()]).toEqual(values.map(([name]) => name));
  expect(settings.size).toBe(3);
  expect(settings.has("num_layers")).toBe(false);
  expect(settings.get("hidden_size")).toMatchObject({ writtenName: "hidden_size", value: 20n });
  const told: string[] = [];
  settings.forEach(({ name }) => {
    told.push(name);
  });
  expect(told).toEqual(values.map(([name]) => name));
});

test("what was changed before may be changed back", () => {
  const launch = launchOf("num_layers: 1\n").with({ num_layers: undefined, save: "x" });
  const again = launch.with({ num_layers: 4n, save: undefined });
  expect([...again.settings.values()].map(({ name, value }) => [name, value])).toEqual([["num_layers", 4n]]);
});
