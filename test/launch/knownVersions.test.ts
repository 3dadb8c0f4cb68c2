import { expect, it } from "vitest";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { judgedAs, targetRemark, targetSentence, tooEarly } from "../../server/src/launch/knownVersions";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { type Checkout, MAIN_TARGET, UNKNOWN_TARGET } from "../../server/src/launch/target";
import { Workplace } from "../cli/command";

it.each([
  ["main", undefined],
  ["2026-05-19", undefined],
  ["2026-05-20", "judged as ea7aefd8 (2026-05-19), the last that is known"],
])("a day later than what is known is judged as the last commit, and says so: %s", (name, remark) => {
  const target = parseTarget(name) ?? UNKNOWN_TARGET;
  expect(target.kind === "version" && target.date).toBe("2026-05-19");
  expect(judgedAs(target)).toBe(remark);
});

it("a target is told with what is known", () => {
  expect(targetSentence(UNKNOWN_TARGET)).toBe(
    "gpt-neox is known from v2.0 (2023-03-09) to ea7aefd8 (2026-05-19).",
  );
  expect(targetSentence(parseTarget("2030-01-01") ?? UNKNOWN_TARGET)).toMatch(
    /^NeoX: 2030-01-01, judged as ea7aefd8 .* known\. gpt-neox is known from v2\.0/,
  );
});

it("behind its name the target is not named again", () => {
  expect(targetRemark(MAIN_TARGET)).toBe("known from v2.0 to 2026-05-19");
  expect(targetRemark(parseTarget("2030-01-01") ?? MAIN_TARGET)).toBe(
    "judged as of 2026-05-19, the last day that is known",
  );
});

it("of a checkout it is told which gpt-neox it is nearest to, and how much of that it changed", () => {
  const place = {
    base: { commit: "59a5236ddaf7", date: "2024-10-17" },
    isUnchanged: true,
    changed: new Map<string, ReadonlySet<string>>(),
    statements: new Set<string>(),
    unknownSizes: new Set<string>(),
  };
  const remark = (more: Partial<Checkout>) =>
    targetRemark({
      kind: "checkout",
      label: "our/neox",
      catalogue: catalogueAt("main"),
      hasCommit: new Map(),
      ...more,
    });
  expect(remark({})).toBe("your own checkout, of an unknown version");
  expect(remark({ place })).toBe("your own checkout, unchanged from 59a5236d (2024-10-17)");
  const changed = new Map([["megatron/training.py", new Set(["train"])]]);
  const own = { ...place, isUnchanged: false, changed };
  expect(remark({ place: own })).toBe(
    "your own checkout, nearest to 59a5236d (2024-10-17), 1 function changed",
  );
  changed.set("megatron/model/transformer.py", new Set(["ParallelMLP.__init__", "ParallelMLP.forward"]));
  expect(remark({ place: own })).toBe(
    "your own checkout, nearest to 59a5236d (2024-10-17), 3 functions changed",
  );
});

it("a day before what is known is refused with a sentence", async () => {
  expect(parseTarget("2022-02-09")).toBeUndefined();
  expect(parseTarget("2023-03-09")).toBeDefined();
  expect(tooEarly("2023-03-09")).toBeUndefined();
  expect(tooEarly("someone/2022")).toBeUndefined();
  const workplace = await Workplace.with({});
  const { exit, stderr } = await workplace.command(["check", "-", "--neox", "2022-02-09"]);
  await workplace.remove();
  expect(exit).toBe(2);
  expect(stderr).toBe(
    "neox-config: gpt-neox of 2022-02-09 is not known here: it is from v2.0 (2023-03-09) on. " +
      "Name the folder of a checkout instead.\n",
  );
});
