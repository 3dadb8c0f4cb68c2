import { dirname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TextEdit } from "vscode-languageserver-types";
import { isRecord } from "../../server/src/base/isRecord";
import { installedCommand } from "../installed.mjs";
import { RESHAPE } from "../package/launches";
import { serverProcess, URI } from "../protocol/client";
import { AFTER, BEFORE, snippet } from "./snippet";

/** Editors that are not packaged for Debian: how each reads its snippet, after its source. */
const EDITORS: readonly {
  readonly editor: string;
  readonly language: string;
  parse(text: string): unknown;
  readonly program: readonly string[];
  readonly args: readonly string[];
  /** What it answers when the server asks for the section `neoxConfig`. */
  section(settings: unknown): unknown;
  readonly settings: readonly string[];
}[] = [
  {
    editor: "Helix",
    language: "toml",
    parse: parseToml,
    program: ["language-server", "neox-config", "command"],
    args: ["language-server", "neox-config", "args"],
    settings: ["language-server", "neox-config", "config"],
    section: (settings) => at(settings, ["neoxConfig"]),
  },
  {
    editor: "Zed",
    language: "json",
    parse: JSON.parse,
    program: ["lsp", "yaml-language-server", "binary", "path"],
    args: ["lsp", "yaml-language-server", "binary", "arguments"],
    settings: ["lsp", "yaml-language-server", "settings"],
    section: (settings) => at(settings, ["neoxConfig"]),
  },
  {
    editor: "Sublime Text",
    language: "json",
    parse: JSON.parse,
    program: ["clients", "neox-config", "command", "0"],
    args: ["clients", "neox-config", "command"],
    settings: ["clients", "neox-config", "settings"],
    section: (settings) => undotted(settings, "neoxConfig."),
  },
];

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isRecord(inner) ? inner[key] : undefined;
  }, value);
}

/** The settings below a prefix, as Sublime's LSP package takes dots in names for nesting. */
function undotted(settings: unknown, prefix: string): unknown {
  const entries = Object.entries(isRecord(settings) ? settings : {});
  return Object.fromEntries(entries.map(([name, value]) => [name.replace(prefix, ""), value]));
}

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

describe.each(EDITORS)("the snippet for $editor", (it) => {
  test("starts the server, whose fix mends the file", async () => {
    const read = it.parse(await snippet(it.editor, it.language));
    const args = strings(at(read, it.args)).filter((arg) => arg !== at(read, it.program));
    const settings = it.section(at(read, it.settings));
    expect([at(read, it.program), ...args]).toEqual(["neox-config", "lsp", "--stdio"]);
    expect(settings).toEqual({ target: "main", gpus: 8 });
    const client = await serverProcess(join(dirname(installedCommand()), "neox-config"), args, {
      settings: isRecord(settings) ? settings : {},
    });
    await client.open(BEFORE);
    const { diagnostics } = await client.answer(() => true);
    expect(diagnostics.map(({ code, range }) => [code, range.start])).toEqual([
      ["hidden-size-heads", { line: 2, character: 34 }],
    ]);
    const fixes = await Promise.all(diagnostics.map((diagnostic) => client.quickFixes(diagnostic)));
    const preferred = fixes.flat().find((fix) => fix.isPreferred);
    const edits = preferred?.edit?.documentChanges?.flatMap((change) =>
      "edits" in change ? change.edits.filter(TextEdit.is) : [],
    );
    const document = TextDocument.create(URI, "yaml", 1, BEFORE);
    expect(TextDocument.applyEdits(document, edits ?? [])).toBe(AFTER);
    // Only some versions refuse this one, and with these settings not the one that runs it.
    await client.open(RESHAPE, "file:///none/other.yml");
    const other = await client.answer(({ uri }) => uri.endsWith("other.yml"));
    expect(other.diagnostics).toEqual([]);
    expect(await client.stop()).toBe(0);
  });
});
