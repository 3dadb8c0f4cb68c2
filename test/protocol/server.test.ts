import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic, Position } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  BUNDLE,
  type Client,
  inProcess,
  overStdio,
  type Settings,
  serverProcess,
  type Transport,
  URI,
} from "./client";

/** Launches that fail by issue #1314, with the figures that say so. */
const SHAPES = [
  { hidden: 5120, heads: 40, kvHeads: 8, says: "40 × 179 ≠ 7168" },
  { hidden: 216, heads: 3, kvHeads: 1, says: "3 × 119 ≠ 360" },
  { hidden: 128, heads: 16, kvHeads: 1, says: "8 + 2 × 0 ≠ 9" },
];
type Shape = (typeof SHAPES)[number];

function blockText({ hidden, heads, kvHeads }: Shape): string {
  const lines = [`hidden_size: ${hidden}`, `num_attention_heads: ${heads}`, `num_kv_heads: ${kvHeads}`];
  return `num_layers: 2\n${lines.join("\n")}\nseq_length: 64\nmax_position_embeddings: 64\n`;
}

function reshapeDiagnostic({ hidden, heads, says }: Shape, severity: 1 | 2): Diagnostic {
  const at = (line: number, character: number, width: number) => ({
    start: { line, character },
    end: { line, character: character + width },
  });
  const related = (message: string, line: number, character: number, width: number) => ({
    message,
    location: { uri: URI, range: at(line, character, width) },
  });
  return {
    range: at(3, 14, 1),
    severity,
    source: "neox-config",
    code: "kv-heads-reshape",
    message: expect.stringContaining(says),
    relatedInformation: [
      related(`num_attention_heads is ${heads}`, 2, 21, String(heads).length),
      related(`hidden_size is ${hidden}`, 1, 13, String(hidden).length),
    ],
  };
}

/** The text after an action, and its words: a fix changes one of them. */
function applied(text: string, action: CodeAction): string {
  const changes = action.edit?.documentChanges ?? [];
  const edits = changes.flatMap((change) => ("edits" in change ? change.edits : []));
  const plain = edits.flatMap((edit) => ("newText" in edit ? [edit] : []));
  return TextDocument.applyEdits(TextDocument.create(URI, "yaml", 1, text), plain);
}

function changedWords(before: string, after: string): number {
  const words = after.split(/\s+/);
  return before.split(/\s+/).filter((word, index) => word !== words[index]).length;
}

const clients: Client[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("%s", (_, transport) => {
  async function start(settings?: Settings, pulls = false): Promise<Client> {
    const client = await transport(settings, pulls);
    clients.push(client);
    return client;
  }

  test("introduces itself", async () => {
    const { initialized } = await start();
    expect(initialized?.serverInfo).toEqual({ name: "neox-config" });
    expect(initialized?.capabilities.positionEncoding).toBe("utf-16");
  });

  describe.each(SHAPES)("$hidden / $heads / $kvHeads", (shape) => {
    const text = blockText(shape);

    test.each([
      ["2024-10-31", [reshapeDiagnostic(shape, 1)]],
      ["main", []],
      ["", [reshapeDiagnostic(shape, 2)]],
    ])("target '%s'", async (target, expected) => {
      const client = await start({ target });
      await client.open(text);
      expect(await client.diagnosticsFor(1)).toEqual(expected);
    });

    test("each quick fix changes one token and clears it", async () => {
      const client = await start({ target: "2024-10-31" });
      await client.open(text);
      const [diagnostic] = await client.diagnosticsFor(1);
      if (diagnostic === undefined) throw new Error("no diagnostic");
      const actions = await client.quickFixes(diagnostic);
      expect(actions.length).toBeGreaterThan(1);
      expect(actions.map((action) => action.isPreferred ?? false)).toEqual(actions.map((_, i) => i === 0));
      for (const action of actions) {
        expect(action.diagnostics).toEqual([diagnostic]);
        const fixed = applied(text, action);
        expect(changedWords(text, fixed)).toBe(1);
        expect(await client.diagnosticsFor(await client.change(fixed))).toEqual([]);
      }
    });
  });

  test("a client that knows no versions of texts gets edits without", async () => {
    const settings = { target: "2024-10-31" };
    const client = await serverProcess(process.execPath, [BUNDLE, "--stdio"], {
      settings,
      takesVersions: false,
    });
    clients.push(client);
    await client.open(blockText({ hidden: 5120, heads: 40, kvHeads: 8, says: "" }));
    const [diagnostic] = await client.diagnosticsFor(1);
    if (diagnostic === undefined) throw new Error("no diagnostic");
    const [preferred] = await client.quickFixes(diagnostic);
    expect(preferred?.edit).toEqual({
      changes: { [URI]: [{ range: diagnostic.range, newText: "10" }] },
    });
  });

  test("a hover does the arithmetic with the file's numbers", async () => {
    const client = await start({ target: "2024-10-31" });
    await client.open(blockText({ hidden: 5120, heads: 40, kvHeads: 8, says: "" }));
    const hover = await client.hover({ line: 3, character: 2 });
    expect(hover?.range).toEqual({ start: { line: 3, character: 0 }, end: { line: 3, character: 12 } });
    const lines = JSON.stringify(hover?.contents).match(/- [^\\]+/g);
    expect(lines).toEqual([
      "- head_dim = hidden_size / num_attention_heads = 5120 / 40 = **128**",
      "- 40 query heads share 8 key/value heads: groups of **5**",
      "- fused query/key/value projection: 5120 + 2 × 8 × 128 = **7168**",
      "- all on one rank: model_parallel_size 1 (default)",
      "- issue #1314, width per query head: 128 × (1 + 2 × 8 / 40) = 179.2; the code before 96c242eb (2024-11-13) took 179, and 40 × 179 ≠ 7168",
      "- verdict: **NeoX 2024-10-31 fails** in the first forward pass",
    ]);
    const paragraphs = JSON.stringify(hover?.contents).split(String.raw`\n\n`);
    expect(paragraphs.map((paragraph) => /head_dim =|Number of key|neox_args/.exec(paragraph)?.[0])).toEqual([
      undefined,
      "head_dim =",
      "Number of key",
      "neox_args",
    ]);
  });

  test("YAML of other programs gets nothing", async () => {
    const client = await start();
    await client.open("on: push\njobs:\n  a: { num_kv_heads: 8 }\n", "file:///none/.github/workflows/ci.yml");
    await client.open(blockText({ hidden: 128, heads: 2, kvHeads: 1, says: "" }));
    await client.diagnosticsFor(1);
    expect(client.published.map(({ uri }) => uri)).toEqual([URI]);
    expect(await client.hover({ line: 2, character: 9 }, "file:///none/.github/workflows/ci.yml")).toBeNull();
  });

  test("a config that stops being one is cleared, and stays one while it is broken", async () => {
    const client = await start({ target: "2024-10-31" });
    const text = blockText({ hidden: 128, heads: 16, kvHeads: 1, says: "" });
    await client.open(text);
    expect(await client.diagnosticsFor(1)).toHaveLength(1);
    const broken = await client.change(`@\n${text}`);
    await client.diagnosticsFor(broken);
    await client.change("name: other\n");
    const cleared = await client.answer((params) => params.version === undefined);
    expect(cleared).toEqual({ uri: URI, diagnostics: [] });
  });

  test("a broken text has one finding where PyYAML stops, and what can be read is checked", async () => {
    const client = await start({ target: "2024-10-31" });
    await client.open(
      `${blockText({ hidden: 128, heads: 16, kvHeads: 1, says: "" })}optimizer: { type: Adam\n`,
    );
    const found = (await client.diagnosticsFor(1)).map(({ code, range }) => [code, range.start]);
    expect(found).toEqual([
      ["kv-heads-reshape", { line: 3, character: 14 }],
      ["yaml-syntax", { line: 7, character: 0 }],
    ]);
  });

  test("settings change without a restart", async () => {
    const client = await start({ target: "main" });
    await client.open(blockText({ hidden: 128, heads: 16, kvHeads: 1, says: "" }));
    expect(await client.diagnosticsFor(1)).toEqual([]);
    await client.configure({ target: "2024-10-31", rules: { "kv-heads-reshape": "hint" } });
    const { diagnostics } = await client.answer((params) => params.diagnostics.length > 0);
    expect(diagnostics.map(({ severity }) => severity)).toEqual([4]);
    await client.configure({ target: "2024-10-31", rules: { "kv-heads-reshape": "off" } });
    const before = client.published.length;
    const { diagnostics: off } = await client.answer((params) => client.published.indexOf(params) >= before);
    expect(off).toEqual([]);
  });

  test("closing a file takes its diagnostics away", async () => {
    const client = await start({ target: "2024-10-31" });
    await client.open(blockText({ hidden: 128, heads: 16, kvHeads: 1, says: "" }));
    await client.diagnosticsFor(1);
    await client.close();
    expect(await client.answer((params) => params.diagnostics.length === 0)).toEqual({
      uri: URI,
      diagnostics: [],
    });
  });

  test("a storm of changes ends with the newest text's answer, and answers never go back", async () => {
    const client = await start({ target: "2024-10-31" });
    await client.open(blockText({ hidden: 5120, heads: 40, kvHeads: 8, says: "" }));
    const at = (character: number): Position => ({ line: 3, character });
    let version = 1;
    for (let i = 0; i < 500; i++) {
      const text = i % 2 === 0 ? "10" : "8";
      const width = i % 2 === 0 ? 1 : 2;
      version = await client.change(text, { start: at(14), end: at(14 + width) });
    }
    expect(await client.diagnosticsFor(version)).toHaveLength(1);
    const versions = client.published.map((params) => params.version ?? 0);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(version);
    expect(versions.length).toBeLessThan(500);
  });

  test("a client that pulls gets an answer when it asks, and nothing unasked", async () => {
    const client = await start({ target: "2024-10-31" }, true);
    expect(client.initialized?.capabilities.diagnosticProvider).toEqual({
      identifier: "neox-config",
      interFileDependencies: true,
      workspaceDiagnostics: true,
      workDoneProgress: true,
    });
    const shape = { hidden: 5120, heads: 40, kvHeads: 8, says: "40 × 179 ≠ 7168" };
    await client.open(blockText(shape));
    const first = await client.pull();
    expect(first).toEqual({
      kind: "full",
      resultId: expect.any(String),
      items: [reshapeDiagnostic(shape, 1)],
    });
    expect(await client.pull(first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.configure({ target: "main" });
    const second = await client.pull(first.resultId);
    expect(second).toEqual({ kind: "full", resultId: expect.any(String), items: [] });
    expect(second.resultId).not.toBe(first.resultId);
    expect(client.refreshes).toBe(1);
    expect(client.published).toEqual([]);
  });

  test("columns count UTF-16 units", async () => {
    const client = await start({ target: "2024-10-31" });
    await client.open(
      '{ "😀": 1, "hidden_size": 128, "num_attention_heads": 16, "num_kv_heads": 1, "seq_length": 1 }',
    );
    const diagnostics = await client.diagnosticsFor(1);
    const found = diagnostics.find(({ code }) => code === "kv-heads-reshape");
    expect(found?.range).toEqual({ start: { line: 0, character: 74 }, end: { line: 0, character: 75 } });
  });
});

test("the process ends with 0 after shutdown and exit, with 1 after exit alone", async () => {
  const polite = await overStdio();
  expect(await polite.stop()).toBe(0);
  const abrupt = await overStdio();
  expect(await abrupt.exit()).toBe(1);
});
