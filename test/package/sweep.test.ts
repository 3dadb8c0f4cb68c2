import { join } from "node:path";
import { expect, test } from "vitest";
import { INSTALLED, installedCommand, ROOT } from "../installed.mjs";
import { ran } from "./process";

test("a sweep of more text than its heap holds is answered, line by line and in order", {
  timeout: 300_000,
}, async () => {
  installedCommand();
  const command = join(INSTALLED, "node_modules/neox-config/dist/cli.mjs");
  // 3,000 launches of 50 kilobytes in a heap of 64 megabytes.
  const args = [join(ROOT, "bench/sweep.mjs"), "3000", "1000", command];
  expect(await ran(process.execPath, args, { cwd: INSTALLED })).toMatch(
    /^3000 launches, 1000 refused, in .* in a heap of 64 MB \(exit 1\)\n$/,
  );
});
