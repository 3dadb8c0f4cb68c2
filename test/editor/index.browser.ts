import "mocha/mocha.js";
import { runAndReport } from "./report";

/** Called by VS Code in the extension host of a browser, a worker. */
export async function run(): Promise<void> {
  mocha.setup({ ui: "tdd", timeout: 60_000, reporter: Mocha.reporters.Base });
  await import("./suites");
  await runAndReport(mocha);
}
