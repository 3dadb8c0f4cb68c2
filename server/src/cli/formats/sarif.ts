import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Fix, Location, Log, Message, Region, ReportingDescriptor, Result } from "sarif";
import { version } from "../../../package.json";
import { leavesFolder } from "../../base/leavesFolder";
import { visibleJson } from "../../base/visible";
import { wholeCharacters } from "../../base/wholeCharacters";
import type { Finding, ResolvedFix } from "../../engine/finding";
import type { Rule, Severity } from "../../engine/rule";
import { rangeOf } from "../../features/ranges";
import { ruleText } from "../../features/ruleText";
import type { ConfigFile } from "../../launch/launch";
import { rules } from "../../rules/registry";
import type { Span } from "../../yaml/tree";
import type { Format } from "./format";

const LEVELS = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
} as const satisfies Record<Severity, Result.level>;

/** SARIF 2.1.0 with rules, fixes and related locations: one document, so it waits for the last launch. */
export function sarifFormat(cwd: string): Format {
  const results: Result[] = [];
  return {
    launch({ findings }) {
      for (const finding of findings) results.push(resultOf(finding, cwd));
      return "";
    },
    end: () => `${visibleJson(logOf(results, cwd), 2)}\n`,
  };
}

function logOf(results: Result[], cwd: string): Log {
  const sourceRoot = { uri: `${pathToFileURL(cwd).href}/` };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "neox-config", version, rules: rules.map(descriptorOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [SOURCE_ROOT]: sourceRoot },
        results,
      },
    ],
  };
}

const SOURCE_ROOT = "SRCROOT";

function descriptorOf(rule: Rule): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: ruleText(rule.summary) },
    help: { text: ruleText(rule.explain), markdown: ruleText(rule.explain) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: [rule.phase], keys: rule.keys, neox: rule.neox },
  };
}

function resultOf(finding: Finding, cwd: string): Result {
  const fixes = finding.fixes();
  const index = rules.findIndex((rule) => rule.id === finding.rule);
  return {
    ruleId: finding.rule,
    ...(index >= 0 && { ruleIndex: index }),
    level: LEVELS[finding.severity],
    message: messageOf(finding.message),
    locations: [locationOf(finding.file, finding.span, cwd)],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map(({ file, span, message }, id) => ({
        id,
        ...locationOf(file, span, cwd),
        message: messageOf(message),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(fix, cwd)) }),
    properties: { phase: finding.phase, keys: finding.keys, neox: finding.neox },
  };
}

/** What names and values say is no link, which `[text](target)` is there (3.11.6), in some viewers behind a backslash, too. */
function messageOf(text: string): Message {
  return { text: text.replaceAll("](", "] (") };
}

function locationOf(file: ConfigFile, span: Span, cwd: string): Location {
  return { physicalLocation: { artifactLocation: artifactOf(file, cwd), region: regionOf(file, span) } };
}

/** Relative to the working directory where the file lies in it, as code hosts want it. */
function artifactOf(file: ConfigFile, cwd: string) {
  const absolute = resolve(cwd, file.path);
  const path = relative(cwd, absolute);
  if (leavesFolder(path) || isAbsolute(path)) return { uri: pathToFileURL(absolute).href };
  return { uri: wholeCharacters(path).split(sep).map(encodeURIComponent).join("/"), uriBaseId: SOURCE_ROOT };
}

function regionOf(file: ConfigFile, span: Span): Region {
  const { start, end } = rangeOf(file.document, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf({ title, edits }: ResolvedFix, cwd: string): Fix {
  const files = [...new Set(edits.map((edit) => edit.file))];
  return {
    description: messageOf(title),
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file, cwd),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ span, newText }) => ({
          deletedRegion: regionOf(file, span),
          ...(newText !== "" && { insertedContent: { text: newText } }),
        })),
    })),
  };
}
