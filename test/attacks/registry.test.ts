import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../installed.mjs";

/** The name is not ours in any registry: who takes it would run in the place of whoever follows such a line. */
const FROM_A_REGISTRY =
  /(?:npx|npm (?:i|install|exec|create)|yarn (?:add|dlx)|pnpm (?:add|dlx)|bunx)\b[^\n`]*\s(?:@[\w-]+\/)?neox-config(?:@|\s|`|$)|additional_dependencies:.*neox-config/;

const READ = /\.(?:md|ya?ml|json|sh)$/;

test("no text tells anyone to run or install the package from a registry", () => {
  const files = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).split("\n");
  const wrong = files
    .filter((name) => READ.test(name))
    .flatMap((name) =>
      readFileSync(join(ROOT, name), "utf8")
        .split("\n")
        .filter((line) => FROM_A_REGISTRY.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(wrong).toEqual([]);
});

test("actions of others are named by commit", () => {
  const workflows = ["action.yml", ".github/workflows/ci.yml"];
  const used = workflows.flatMap((name) => readFileSync(join(ROOT, name), "utf8").match(/uses: .*/g) ?? []);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v/.test(line))).toEqual([]);
});
