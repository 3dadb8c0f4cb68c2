/** Asks real NeoX, on a machine without a GPU: see docs/oracle.md. */
import { GivenError, readEnvironment, readRunsEnvironment } from "./environment";
import { askLaunch } from "./launch";
import { record } from "./record";
import { askRules } from "./rules";

const USAGE = `usage: npm run oracle -- record TARGET        records the launches of a version anew
       npm run oracle -- run FILE... [--gpus N] [--generate] [--iterations N] [--keep NAME] [--after NAME]
                                             puts a launch through real NeoX, beside what we say of it
       npm run oracle -- rules [ID...|--new] puts the examples of rules to it, and prints what moved`;

async function main([command, ...words]: readonly string[]): Promise<void> {
  const [first] = words;
  if (command === "record" && first !== undefined) return record(first, readEnvironment());
  if (command === "run" && first !== undefined) return askLaunch(words, readRunsEnvironment());
  if (command === "rules") return askRules(words, readRunsEnvironment());
  console.error(USAGE);
  process.exitCode = 2;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof GivenError ? error.message : error);
  process.exit(2);
});
