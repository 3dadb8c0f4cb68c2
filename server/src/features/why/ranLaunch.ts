import { catalogueAt } from "../../arguments/catalogue";
import { createLaunch, type LaunchOptions } from "../../launch/createLaunch";
import type { ConfigFile, Launch } from "../../launch/launch";
import { type ArgumentRows, rowValue } from "../../logs/argumentsTable";
import type { LogRecord } from "../../logs/readLog";
import { scalarText } from "../../python/scalarText";
import { readYaml } from "../../yaml/read";
import { exactInt, isDict, type PythonValue } from "../../yaml/value";
import { writeScalar, writeScalarIfShort } from "../../yaml/write";

/** The name of a config that is put together from the table of arguments. */
const TABLE_FILE = "arguments.yml";

/** What is known of the run besides its log. */
export type RanOptions = Pick<LaunchOptions, "target" | "extraArguments"> & { readonly gpus?: number };

/**
 * The launch that a log is of, as its table of arguments tells; undefined for a log without one.
 * NeoX keeps the texts of the files as an argument (arguments.py:266); where they are cut off, the values that are no
 * default and that a file may set make a text. Of a table that is cut off itself, what is not there is not known.
 */
export function ranLaunch(log: LogRecord, options: RanOptions): Launch | undefined {
  if (log.arguments.size === 0) return undefined;
  const texts = filesOf(log.arguments);
  const files = texts ?? [configOf(log.arguments)];
  const scope = texts === undefined && !log.hasWholeTable ? "overlay" : "launch";
  const gpus = options.gpus ?? gpusOf(log);
  return createLaunch({ ...options, files, scope, ...(gpus !== undefined && { gpus }) });
}

/** GPUs of the whole job, as NeoX or the launcher counted them. */
export function gpusOf({ arguments: rows, world }: LogRecord): number | undefined {
  const row = rows.get("global_num_gpus");
  const counted = row && exactInt(rowValue(row));
  return counted ?? world.size;
}

function filesOf(rows: ArgumentRows): readonly ConfigFile[] | undefined {
  const row = rows.get("config_files");
  const texts = row && rowValue(row);
  if (texts === undefined || !isDict(texts) || texts.size === 0) return undefined;
  const files = [...texts].map(([path, text]) => fileOf(scalarText(path), scalarText(text)));
  return files.every(({ document }) => document.problems.length === 0) ? files : undefined;
}

function configOf(rows: ArgumentRows): ConfigFile {
  const catalogue = catalogueAt("main");
  const lines = [...rows].flatMap(([name, row]) => {
    const argument = catalogue.get(name);
    if (!row.isUpdated || argument === undefined || !argument.setBy.startsWith("user")) return [];
    // What is longer than any config is left out.
    const value = writeScalarIfShort(typed(rowValue(row), row.text, argument.type.kind));
    return value === undefined ? [] : [`${writeScalar(name)}: ${value}`];
  });
  return fileOf(TABLE_FILE, `${lines.join("\n")}\n`);
}

/** `str` prints the text "1" and the number alike: the declared type decides. */
function typed(value: PythonValue, text: string, kind: string): PythonValue {
  return kind === "str" && value !== null && typeof value !== "string" ? text : value;
}

function fileOf(path: string, text: string): ConfigFile {
  return { path, document: readYaml(text) };
}
