import type { Colors } from "../io";
import type { Format } from "./format";
import { githubFormat } from "./github";
import { gitlabFormat } from "./gitlab";
import { jsonFormat } from "./json";
import { prettyFormat } from "./pretty";
import { sarifFormat } from "./sarif";

export const FORMAT_NAMES = ["pretty", "json", "sarif", "github", "gitlab"] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

/** The format of that name; relative paths in documents for other programs start at `cwd`. */
export function createFormat(name: FormatName, colors: Colors, cwd: string): Format {
  const formats: Readonly<Record<FormatName, () => Format>> = {
    pretty: () => prettyFormat(colors),
    json: jsonFormat,
    sarif: () => sarifFormat(cwd),
    github: githubFormat,
    gitlab: gitlabFormat,
  };
  return formats[name]();
}
