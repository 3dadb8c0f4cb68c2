#!/usr/bin/env node
import { reasonOf } from "./configText";
import { CommandError, EXIT, type ExitCode, leave, say } from "./io";
import { run } from "./run";

const { stdin, stdout, stderr, env } = process;

/** Ends with a sentence whatever happens; `NEOX_CONFIG_DEBUG=1` adds the stack trace. */
async function main(): Promise<ExitCode> {
  try {
    return await run(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: workingDirectory() });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const whose = error instanceof CommandError ? "" : "this is a fault of neox-config itself: ";
    say(stderr, `neox-config: ${whose}${detail}`);
    if (env.NEOX_CONFIG_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`);
    return EXIT.failed;
  }
}

/** Another program may have removed it meanwhile. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new CommandError("the folder that it runs in is gone");
  }
}

// A reader that has seen enough, such as `head`, closes the pipe: the work is done all the same, for its exit status.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  leave(stdout);
  if (error.code === "EPIPE") return;
  say(stderr, `neox-config: cannot write the output: ${reasonOf(error)}`);
  process.exit(EXIT.failed);
});
stderr.on("error", () => {});

void main().then((exit) => {
  process.exitCode = exit;
});
