import { expect, it, vi } from "vitest";
import { candidatesFor } from "../../server/src/workspace/candidates";
import type { FoundLaunch } from "../../server/src/workspace/foundLaunches";
import { NamedPath } from "../../server/src/workspace/namedPath";
import { normalUri, resolveUri } from "../../server/src/workspace/uris";

vi.mock("../../server/src/workspace/uris", { spy: true });

const FOLDERS = [
  "file:///",
  "file:///a",
  "file:///a/b c/ж/",
  "file:///c:/x/y",
  "file://host/share/a",
  "vscode-remote://ssh-remote+host/home/a%b",
  "vscode-vfs://github/a/b?ref=1#2",
  "memfs:/a/b",
  "untitled:a",
].map(normalUri);

const PATHS = [
  ...["a.yml", "./a.yml", "b/../a.yml", "../a.yml", "../../../../../a.yml", "a/./b//c.yml", "/a/b.yml"],
  ...[
    "C:/x/a.yml",
    "c:\\x\\a.yml",
    "..\\ж é/a b.yml",
    "../C:/x.yml",
    "",
    ".",
    "..",
    "a/",
    "a/..",
    "%41?b#c.yml",
  ],
  ...["\ud800.yml", "a/😀.yml", "~/a.yml", "a:b.yml", "//host/a.yml", "x/../../y/../a.yml", "a&b=(c)'!*.yml"],
];

it.each(FOLDERS)("paths mean from %s what they mean to all others", (folder) => {
  expect(PATHS.map((path) => new NamedPath(path).from(folder))).toEqual(
    PATHS.map((path) => resolveUri(folder, path)),
  );
});

it("the folders above a script are taken apart once, however many launches and questions there are", async () => {
  const folder = "file:///w";
  const from = normalUri(`${folder}${"/ж".repeat(9)}/run.sh`);
  const found = Array.from(
    { length: 20 },
    (_, i): FoundLaunch => ({
      source: "script",
      from,
      paths: Array.from({ length: 50 }, (__, k) => `${i}x${k}/a.yml`),
    }),
  );
  const project = { launches: [], rules: {}, arguments: [] };
  const nothing = { read: async () => undefined, list: async () => [] };
  const files = { ...nothing, locate: async () => undefined, exists: async () => false };
  const ask = () => candidatesFor(`${folder}/a.yml`, { folder, project, found, checkouts: [] }, files);
  await ask();
  const before = vi.mocked(resolveUri).mock.calls.length;
  expect(await ask()).toHaveLength(1);
  expect(vi.mocked(resolveUri).mock.calls.length - before).toBeLessThan(100);
});
