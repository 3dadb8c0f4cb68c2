#!/usr/bin/env node
import { EXIT, type ExitCode } from "./io";
import { run } from "./run";

const { stdin, stdout, stderr, env } = process;

/** Ends with a sentence whatever happens; `NEOX_CONFIG_DEBUG=1` adds the stack trace. */
async function main(): Promise<ExitCode> {
  try {
    return await run(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: process.cwd() });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    stderr.write(`neox-config: this is a fault of neox-config itself: ${detail}\n`);
    if (env.NEOX_CONFIG_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`);
    return EXIT.failed;
  }
}

// A reader that has seen enough, such as `head`, closes the pipe: nothing is wrong then.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

void main().then((exit) => {
  process.exitCode = exit;
});
