import { expect, test } from "vitest";
import { attacked, hostileFolder, MODEL } from "./command";

const BROKEN = MODEL.replace("768", "770");

/** Names of files that a hook hands over behind its flags; what asks for help or the version would check nothing. */
const NAMES = ["-V.yml", "-h.yml", "-Vh.yml", "--version.yml", "--help.yml", "--fix.yml", "--no-ignore.yml"];

test.each([
  ["check", "--each", ""],
  ["check", "--each", "", "--fix"],
  ["check", "--each", "a.yml", ""],
])("an empty name searches nothing: %j", async (...args) => {
  const folder = hostileFolder({ "a.yml": BROKEN });
  const { exit, stdout, stderr } = await attacked(args, { cwd: folder });
  expect([exit, stdout, stderr]).toEqual([2, "", "neox-config: a name is empty: . checks this folder\n"]);
});

test.each(NAMES)("a file with the name %s keeps no other from being checked", async (name) => {
  const folder = hostileFolder({ [name]: MODEL, "bad.yml": BROKEN });
  const asFlag = await attacked(["check", "--each", name, "bad.yml"], { cwd: folder });
  expect([asFlag.exit, asFlag.stdout]).toEqual([2, ""]);
  expect(asFlag.stderr).toContain(`unknown option`);
  const asName = await attacked(["check", "--each", "--", name, "bad.yml"], { cwd: folder });
  expect(asName.exit).toBe(1);
  expect(asName.stdout).toContain("bad.yml:");
});
