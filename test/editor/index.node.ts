import Mocha from "mocha";
import { runAndReport } from "./report";

/** Called by VS Code in the extension host of a desktop or a server. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, reporter: Mocha.reporters.Base });
  // The suites declare themselves with the globals that this event makes.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./suites");
  await runAndReport(mocha);
}
