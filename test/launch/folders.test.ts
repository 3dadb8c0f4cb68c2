import fc from "fast-check";
import { expect, test } from "vitest";
import type { Connection } from "vscode-languageserver";
import type { OpenConfigs } from "../../server/src/lsp/openConfigs";
import { ShownDiagnostics } from "../../server/src/lsp/shownDiagnostics";
import { WorkspaceFolders } from "../../server/src/lsp/workspaceFolders";
import { ByFolder } from "../../server/src/workspace/byFolder";
import { foldersUpTo, isBelow } from "../../server/src/workspace/uris";
import type { Workspace } from "../../server/src/workspace/workspace";

const PATH = fc.array(fc.constantFrom("a", "b", "ab"), { maxLength: 4 }).map((parts) => parts.join("/"));

test("the folders that hold a file are those that it lies below, innermost first", () => {
  fc.assert(
    fc.property(fc.uniqueArray(PATH, { maxLength: 6 }), PATH, (paths, path) => {
      const folders = paths.map((each) => `file:///${each}`);
      const file = `file:///${path}`;
      const expected = folders.filter((each) => isBelow(file, each)).sort((a, b) => b.length - a.length);
      expect([...new ByFolder(folders.map((each) => [each, each])).holding(file)]).toEqual(expected);
    }),
  );
});

test("the folders of a workspace are worked out once, until they change", () => {
  type Heard = (change: object) => void;
  const heard: Heard[] = [];
  const connection = { workspace: { onDidChangeWorkspaceFolders: (it: Heard) => void heard.push(it) } };
  const folders = new WorkspaceFolders(connection as unknown as Connection, {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: "file:///a/", name: "a" }],
  });
  folders.follow(() => {});
  const before = folders.uris;
  expect(folders.uris).toBe(before);
  heard[0]?.({ added: [{ uri: "file:///b", name: "b" }], removed: [] });
  expect([before, folders.uris]).toEqual([["file:///a"], ["file:///a", "file:///b"]]);
  heard[0]?.({ added: [], removed: [{ uri: "file:///%62/", name: "b" }] });
  expect(folders.uris).toEqual(["file:///a"]);
});

test("of folders that lie without end in each other the innermost hundred are looked at", () => {
  const folders = foldersUpTo("file:///a", `file:///a${"/b".repeat(300)}`);
  expect([folders.length, folders[0]]).toEqual([100, `file:///a${"/b".repeat(300)}`]);
  expect(foldersUpTo("file:///a", "file:///a/b")).toEqual(["file:///a/b", "file:///a"]);
});

test("others have their turn among the project files of many folders", async () => {
  const workspace: Pick<Workspace, "projectFiles" | "projectFile" | "isOpen"> = {
    projectFiles: () => Array(200).fill("file:///a/.neox-config.yml"),
    projectFile: async () => undefined,
    isOpen: () => false,
  };
  const configs: Pick<OpenConfigs, "all"> = { all: async () => [] };
  let [turns, isDone] = [0, false];
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await new ShownDiagnostics(configs as OpenConfigs, workspace as Workspace).inClosedFiles();
  isDone = true;
  expect(turns).toBeGreaterThan(10);
});
