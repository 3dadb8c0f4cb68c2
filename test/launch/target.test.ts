import { describe, expect, it } from "vitest";
import { parseTarget } from "../../server/src/launch/parseTarget";

describe("a target", () => {
  it.each([
    ["main", { kind: "version", label: "main", date: "2026-05-19" }],
    ["2024-10-31", { kind: "version", label: "2024-10-31", date: "2024-10-31" }],
    ["2030-01-01", { kind: "version", label: "2030-01-01", date: "2026-05-19" }],
    ["v2.0", { kind: "version", label: "v2.0", date: "2023-03-09" }],
    ["96c242eb", { kind: "version", label: "96c242eb", date: "2024-11-13" }],
    ["59a5236d", { kind: "version", label: "59a5236d", date: "2024-10-17" }],
    ["ea7aefd8f8e1", { kind: "version", label: "ea7aefd8f8e1", date: "2026-05-19" }],
    [
      "9610391ab319403cef079b438edd016a2443af54",
      { kind: "version", label: "9610391ab319403cef079b438edd016a2443af54", date: "2023-03-09" },
    ],
    ["2024-02-30", undefined],
    ["0123456", undefined],
    ["96c2", undefined],
    ["latest", undefined],
  ])("%s", (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });
});
