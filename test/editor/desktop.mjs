// @ts-check
// `npm run test:desktop`: the suites of this folder in a desktop VS Code, which this downloads. The built extension
// must be in dist/.
import { resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuites } from "./bundle.mjs";

await runTests({
  extensionDevelopmentPath: resolve(import.meta.dirname, "../.."),
  extensionTestsPath: await bundleSuites("server"),
  launchArgs: [resolve(import.meta.dirname, "workspace/both.code-workspace"), "--disable-extensions"],
});
