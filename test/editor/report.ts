/** One test as the page that drives the editor learns of it, through the console. */
interface TestReport {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly error?: string;
}

const REPORT_PREFIX = "neox-config-test ";

/** Runs everything that Mocha has loaded and reports each test. Rejects when one fails or none ran. */
export function runAndReport(mocha: Mocha): Promise<void> {
  const report = (test: Mocha.Test, state: TestReport["state"], error?: string) => {
    const line: TestReport = { title: test.fullTitle(), state, ...(error === undefined ? {} : { error }) };
    console.log(REPORT_PREFIX + JSON.stringify(line));
  };
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else if (!runner.stats?.passes) reject(new Error("no test ran"));
      else resolve();
    });
    runner
      .on("pass", (test) => report(test, "passed"))
      .on("pending", (test) => report(test, "skipped"))
      .on("fail", (test, error: Error) => report(test, "failed", error.stack ?? error.message));
  });
}
