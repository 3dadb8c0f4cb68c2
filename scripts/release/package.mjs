// @ts-check
// Makes neox-config-<version>.vsix: a release build, and of the repository only what package.json's `files` names.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";

// Two packages of the same source are the same bytes.
process.env.SOURCE_DATE_EPOCH ??= "0";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
execFileSync(process.execPath, ["scripts/build/build.mjs", "--release"], { stdio: "inherit" });
await createVSIX({
  dependencies: false,
  packagePath: `neox-config-${version}.vsix`,
  allowMissingRepository: true,
  // The README's picture ships with it.
  rewriteRelativeLinks: false,
});
