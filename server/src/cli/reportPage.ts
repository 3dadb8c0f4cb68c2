import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../../../protocol/report";
import { reportPage } from "../../../protocol/reportPage";
import { CommandError } from "./io";

/** The report as one file that needs no other: the view of the editor, its style and the figures. */
export async function standalonePage(report: Report, assets: string): Promise<string> {
  return reportPage({
    title: report.title,
    nonce: randomUUID(),
    script: { source: await asset(assets, "report.js") },
    style: { source: await asset(assets, "report.css") },
    data: JSON.stringify(report),
  });
}

async function asset(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), "utf8");
  } catch {
    throw new CommandError(`${name} is missing beside the command: npm run build makes it`);
  }
}
