import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CachedFiles } from "../../server/src/workspace/cachedFiles";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";
import { scanFolder } from "../../server/src/workspace/scanFolder";
import { resolveUri } from "../../server/src/workspace/uris";
import { TestFolder } from "./workspace";

test("links in circles, folders named like files and files that are gone are no files", async () => {
  const folder = new TestFolder({ "a.yml": "seed: 1\n", "gone.yml": "" });
  mkdirSync(join(folder.path, "folder.yml"));
  symlinkSync(folder.path, join(folder.path, "circle"));
  symlinkSync("itself.yml", join(folder.path, "itself.yml"));
  folder.delete("gone.yml");
  const names = ["a.yml", "folder.yml", "itself.yml", "gone.yml", "circle", "%00", "a.yml/b.yml"];
  const texts = await Promise.all(names.map((name) => nodeFiles.read(folder.uriOf(name))));
  expect(texts).toEqual(["seed: 1\n", ...Array(names.length - 1).fill(undefined)]);
  expect((await scanFolder(folder.uri, nodeFiles)).tellers).toEqual([folder.uriOf("a.yml")]);
  expect(await nodeFiles.list(folder.uriOf("a.yml"))).toEqual([]);
  folder.remove();
});

test("what a remote place fails to give is absent", async () => {
  const fails = () => Promise.reject(new Error("the connection is lost"));
  const reach = { openText: () => undefined, allows: async () => true };
  const files = new CachedFiles({ read: fails, list: fails, locate: fails, exists: fails }, reach);
  expect(await files.read("vscode-vfs://github/a.yml")).toBeUndefined();
  expect(await files.list("vscode-vfs://github")).toEqual([]);
  expect(await files.exists("vscode-vfs://github/a.yml")).toBe(true);
});

test("a path with half of a character is a path like any other", () => {
  expect(resolveUri("file:///none", "configs/\ud800.yml")).toBe("file:///none/configs/%EF%BF%BD.yml");
  expect(resolveUri("file:///none", "configs/😀.yml")).toBe("file:///none/configs/%F0%9F%98%80.yml");
});
