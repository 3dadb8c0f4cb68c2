/** Asks real NeoX, on a machine without a GPU: see docs/oracle.md. */
import { readEnvironment } from "./environment";
import { record } from "./record";

const USAGE = "usage: npm run oracle -- record TARGET";

async function main([command, ...words]: readonly string[]): Promise<void> {
  const [first] = words;
  if (command === "record" && first !== undefined) return record(first, readEnvironment());
  console.error(USAGE);
  process.exitCode = 2;
}

void main(process.argv.slice(2));
