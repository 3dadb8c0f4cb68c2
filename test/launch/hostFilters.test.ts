import { expect, test } from "vitest";
import { filteredHosts, slotsByHost } from "../../server/src/launch/hostFilters";

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
  ["", "b:x", undefined],
])("include %j, exclude %j", (include, exclude, expected) => {
  expect(filteredHosts(HOSTS, { include, exclude })).toEqual(expected && new Map(Object.entries(expected)));
});

// The words of DeepSpeed's own `parse_resource_filter` at 91d1c55b.
test.each([
  ["d", "", "include", "Hostname 'd' not found in hostfile"],
  ["@a", "", "include", "Hostname '' not found in hostfile"],
  ["", "a@d", "exclude", "Hostname 'd' not found in hostfile"],
  ["", "c:1,9", "exclude", "No slot '9' specified on host 'c'"],
])("include %j, exclude %j is refused", (include, exclude, key, message) => {
  expect(filteredHosts(HOSTS, { include, exclude })).toEqual({ key, message });
});

// The words of `parse_resource_filter` at 02e2ebf7; at 91d1c55b it takes the slots.
test("a slot to include that its host does not have is refused until early 2025", () => {
  expect(filteredHosts(HOSTS, { include: "a@c:1,2", exclude: "" })).toEqual({
    key: "include",
    message: "No slot '2' specified on host 'c'",
    isPassedOn: true,
  });
});

test("of slots that no host has the first counts for all", () => {
  const slots = slotsByHost("a:0,99999999,88888888@b:77777777@a:1,66666666");
  expect(slots).toEqual(
    new Map([
      ["a", new Set([0, 99999999, 1])],
      ["b", new Set([77777777])],
    ]),
  );
});
