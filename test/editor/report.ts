/** One test as the page that drives the editor learns of it, through the console. */
export interface TestReport {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly error?: string;
}

export const REPORT_PREFIX = "neox-config-test ";

/** Runs everything that Mocha has loaded and reports each test. Resolves to the number of failures. */
export function runAndReport(mocha: Mocha): Promise<number> {
  const report = (test: Mocha.Test, state: TestReport["state"], error?: string) => {
    const line: TestReport = { title: test.fullTitle(), state, ...(error === undefined ? {} : { error }) };
    console.log(REPORT_PREFIX + JSON.stringify(line));
  };
  return new Promise((resolve) => {
    mocha
      .run((failures) => resolve(failures))
      .on("pass", (test) => report(test, "passed"))
      .on("pending", (test) => report(test, "skipped"))
      .on("fail", (test, error: Error) => report(test, "failed", error.stack ?? error.message));
  });
}
