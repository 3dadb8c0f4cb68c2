import { visibleJson } from "../base/visible";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";

/** Runs a command; where it answers in JSON, so it does when it could not do its work. */
export async function withErrorAsJson(
  format: string,
  io: Io,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CommandError) || format !== "json") throw error;
    await write(io.stdout, `${visibleJson({ error: error.message })}\n`);
    return EXIT.failed;
  }
}
