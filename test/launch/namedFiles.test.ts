import { expect, test } from "vitest";
import { loadRequests } from "../../server/src/launch/loads";
import { DATA_KEYS, MOST_NAMED, namedFiles } from "../../server/src/launch/namedFiles";
import { mergeSettings } from "../../server/src/launch/settings";
import { readYaml } from "../../server/src/yaml/read";
import type { PythonValue } from "../../server/src/yaml/value";

/** A list of as many paths, and how many of them were looked at. */
function counted(length: number) {
  const looked = { count: 0 };
  const list = new Proxy<readonly PythonValue[]>(Array(length).fill("a/b"), {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) looked.count += 1;
      return Reflect.get(target, key);
    },
  });
  return { list, looked };
}

test("of lists that are one by aliases no more is looked at than is kept", () => {
  const { list, looked } = counted(200_000);
  const { datasets } = loadRequests((name) => (DATA_KEYS.some((key) => key === name) ? list : null));
  expect(datasets).toEqual(["a/b"]);
  expect(looked.count).toBeLessThanOrEqual(MOST_NAMED);
});

test("nor of those whose files may be missing", () => {
  const names = Array.from({ length: 50 }, (_, at) => `a/b${at}`);
  const text = `x: &x [${names}]\n${DATA_KEYS.map((key) => `${key}: *x\n`).join("")}`;
  const { settings } = mergeSettings([{ path: "a.yml", document: readYaml(text) }]);
  const files = namedFiles(settings);
  expect(files).toHaveLength(2 * MOST_NAMED);
  expect(files.slice(0, 2)).toEqual([
    { key: "data_path", path: "a/b0.bin" },
    { key: "data_path", path: "a/b0.idx" },
  ]);
});

test("a path that many items share is one", () => {
  const text = `x: &x a/b\ntrain_data_paths: [${"*x,".repeat(1000)}]\n`;
  const { settings } = mergeSettings([{ path: "a.yml", document: readYaml(text) }]);
  expect(namedFiles(settings).map(({ path }) => path)).toEqual(["a/b.bin", "a/b.idx"]);
});
