/**
 * How the time to read and check a text grows with its lines: `npm run growth [-- --lines N --only NAME]`.
 * Processor time, since the machine may be busy.
 */
import { parseArgs } from "node:util";
import { check } from "../../server/src/features/check";
import { diagnosticsOf } from "../../server/src/features/diagnostics";
import { readYaml } from "../../server/src/yaml/read";
import { HUGE_TEXTS } from "./hugeTexts";

const { values } = parseArgs({
  options: { lines: { type: "string", default: "10000" }, only: { type: "string", default: "" } },
});

function milliseconds(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

/** From the text to what the editor shows. */
function timesOf(text: string): { read: number; check: number; findings: number } {
  let document = readYaml("");
  const read = milliseconds(() => {
    document = readYaml(text);
  });
  const file = { path: "file:///huge.yml", document };
  let findings = 0;
  const checked = milliseconds(() => {
    findings = diagnosticsOf(check({ files: [file], target: { kind: "unknown" } }), file).length;
  });
  return { read, check: checked, findings };
}

const most = Number(values.lines);
console.log(
  `${"text".padEnd(28)}${"lines".padStart(8)}${"read".padStart(8)}${"check".padStart(8)}${"findings".padStart(10)}`,
);
for (const [name, grow] of Object.entries(HUGE_TEXTS)) {
  if (!name.includes(values.only)) continue;
  for (const lines of [most / 10, most]) {
    const { read, check: checked, findings } = timesOf(grow(lines));
    const cells = [lines, Math.round(read), Math.round(checked)].map((cell) => String(cell).padStart(8));
    console.log(`${name.padEnd(28)}${cells.join("")}${String(findings).padStart(10)}`);
  }
}
