import { expect, test } from "vitest";
import { filteredHosts } from "../../server/src/launch/hostFilters";

const HOSTS = new Map([
  ["a", 8],
  ["b", 4],
  ["c", 2],
]);

test.each([
  ["", "", { a: 8, b: 4, c: 2 }],
  ["a@b:0,2", "", { a: 8, b: 2 }],
  ["c@a", "", { a: 8, c: 2 }],
  ["b:1@b:1,3", "", { b: 2 }],
  ["b@b:1", "", { b: 1 }],
  ["", "b:0", { a: 8, b: 3, c: 2 }],
  ["", "a@c:0,1", { b: 4 }],
  ["a", "b", undefined],
  ["d", "", undefined],
  ["c:2", "", undefined],
  ["", "b:x", undefined],
])("include %j, exclude %j", (include, exclude, expected) => {
  const filtered = filteredHosts(HOSTS, include, exclude);
  expect(filtered && Object.fromEntries(filtered)).toEqual(expected);
});
