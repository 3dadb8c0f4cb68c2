import { expect, test } from "vitest";
import { parseHostfile } from "../../server/src/launch/gpus";
import type { FileSystem } from "../../server/src/workspace/fileSystem";
import { type ConfigWithText, Hostfiles } from "../../server/src/workspace/hostfiles";
import { readYaml } from "../../server/src/yaml/read";

/** Every file is the same hostfile. */
function filesWith(text: string): FileSystem {
  return {
    read: async () => text,
    list: async () => [],
    locate: async (uri) => uri,
    exists: async () => true,
  };
}

function config(text: string): readonly ConfigWithText[] {
  return [{ path: "file:///none/a.yml", text, document: readYaml(text) }];
}

test("a hostfile under many names, with and without a filter, is kept once", async () => {
  const hostfiles = new Hostfiles(filesWith("a slots=8\nb slots=8\n"));
  const hostsOf = (text: string) => hostfiles.of(config(text), undefined);
  expect(await hostsOf("hostfile: h0\n")).toBe(await hostsOf("hostfile: h1\n"));
  const [one, other] = [await hostsOf("hostfile: h0\ninclude: a"), await hostsOf("hostfile: h1\ninclude: a")];
  expect([...((one ?? new Map()) as Map<string, number>)]).toEqual([["a", 8]]);
  expect(one).toBe(other);
});

test("of more hosts than any job has nothing is known", () => {
  const hosts = (count: number) => Array.from({ length: count }, (_, host) => `h${host} slots=8\n`).join("");
  expect(parseHostfile(hosts(20_000))).toMatchObject({ size: 20_000 });
  expect(parseHostfile(hosts(20_001))).toBeUndefined();
});

test("a hostfile is looked for once in each folder, by no path that is longer than any that Linux opens", async () => {
  const looked: string[] = [];
  const hostfiles = new Hostfiles({
    ...filesWith(""),
    read: async (uri) => {
      looked.push(uri);
      return undefined;
    },
  });
  const beside = ["a/x", "a/y", "b/x"].map((name) => `file:///${name}.yml`);
  const look = async (hostfile: string) => {
    const [first] = config(`hostfile: ${hostfile}\n`);
    const [other] = config("x: 1\n");
    const files = [first, other, other].flatMap((file, at) =>
      file ? [{ ...file, path: beside[at] ?? "" }] : [],
    );
    looked.splice(0);
    await hostfiles.of(files, "file:///a");
    return [...looked];
  };
  expect(await look("../h")).toEqual(["file:///h"]);
  expect(await look("h/".repeat(2048))).toHaveLength(2);
  expect(await look("h/".repeat(2049))).toHaveLength(0);
});
