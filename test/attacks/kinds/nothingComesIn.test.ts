import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CodeLensRequest, CompletionRequest, DocumentLinkRequest } from "vscode-languageserver-protocol";
import { type Client, overStdio } from "../../protocol/client";
import { TestFolder, WAIT } from "../../protocol/workspace";
import { MODEL } from "../command";

/** One editor in a folder whose parts have names of what a link might mean otherwise. */
let client: Client;
const folder = new TestFolder({ "inside.txt": "x", "command:x": "x" });
beforeAll(async () => {
  mkdirSync(join(folder.path, "https:", "images.invalid"), { recursive: true });
  folder.write("https:/images.invalid/a.png", "x");
  folder.write("megatron/neox_arguments/neox_args.py", ARGUMENTS);
  client = await overStdio({}, false, folder.uri);
});
afterAll(async () => {
  await client.stop();
  folder.remove();
});

/** What a page or an editor would fetch, follow or run, were it Markdown or HTML. */
const BAITS: Readonly<Record<string, string>> = {
  "a picture": "![x](https://images.invalid/a.png)",
  "a link to a command": "[x](command:workbench.action.quit)",
  "a link in angles": "<https://images.invalid/a>",
  "an address alone": "https://images.invalid/a www.images.invalid a@images.invalid",
  "a picture of HTML": "<img src=https://images.invalid/a.png onerror=1>",
  "a reference and its definition": "[x][y]\n\n[y]: https://images.invalid/a",
  "the end of a code span": "` ![x](https://images.invalid/a.png) `",
  "the end of two kinds of code spans": "``` `` ` ![x](https://images.invalid/a.png)",
  "the end of a fence": "\n```\n![x](https://images.invalid/a.png)\n```\n",
  "the end of a fence of tildes": "\n~~~\n![x](https://images.invalid/a.png)\n",
  "a backslash before a bracket": "\\![x\\](https://images.invalid/a.png)",
  entities: "&#33;[x](https&colon;//images.invalid/a.png) &lt;img src=x&gt;",
  "a comment that stays open": "<!-- x --!> <![CDATA[ <?php",
  "a row of a table with a picture": "| a |\n| - |\n| ![x](https://images.invalid/a.png) |",
  "an icon of the editor": "$(sync~spin) $(alert)",
  "a break within brackets": "![x\n](https://images.invalid/a.png\n'y')",
  "a setext heading, and a list of tasks": "x\n===\n- [x] ![x](https://images.invalid/a.png)",
  "letters that turn around": "\u202e)gnp.a/dilavni.segami//:sptth(]x[!",
};
/** Of a fork that lies in the folder, an argument for each. */
const ARGUMENTS = `from dataclasses import dataclass
from typing import Literal
@dataclass
class NeoXArgsX:
${Object.values(BAITS)
  .map((bait, at) => {
    const quoted = JSON.stringify(bait);
    const words = bait.replaceAll("\\", "\\\\").replaceAll("\n", "\n    ");
    return `    bait_${at}: Literal[${quoted}, "y"] = ${quoted}\n    """\n    Says ${words}\n    """\n`;
  })
  .join("")}`;

/** Text from elsewhere has no mark of Markdown but behind a backslash or within a code span. */
function expectText(markdown: string): void {
  const bare = markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, "").replaceAll(/`[^`\n]*`/g, "");
  expect(bare).not.toMatch(/!\[|images\.invalid|command:|<!--|<img|&#33;|\$\(/);
}

test.for(Object.keys(BAITS))("%s in the words, choices and default of a fork is text", async (name) => {
  const at = Object.keys(BAITS).indexOf(name);
  const text = `# neox-config: on\n${MODEL}bait_${at}: 1\n`;
  const uri = folder.uriOf("bait.yml");
  const textDocument = { uri };
  const key = { line: 7, character: 2 };
  await client.open(text, uri);
  const hover = await vi.waitFor(async () => {
    const found = await client.hover(key, uri);
    expect(found).not.toBeNull();
    return found;
  }, WAIT);
  const shown = JSON.stringify(hover?.contents).replaceAll("\\\\", "\\");
  expect(shown).toContain(`bait_${at}`);
  expect(shown).toContain("Says");
  expectText(shown);
  const position = { line: 7, character: 8 };
  const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument, position });
  for (const item of Array.isArray(answer) ? answer : (answer?.items ?? []))
    if (item.documentation !== undefined) expectText(JSON.stringify(item.documentation));
  const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
  for (const { command } of lenses ?? []) expect(command?.title).not.toContain("images.invalid");
  await client.close(uri);
});

/** A link leads to a file of this machine, whatever stands in the text: to no other host, and to no program. */
test.for([
  "https://images.invalid/a.png",
  "https:/images.invalid/a.png",
  "command:x",
  "command:workbench.action.quit",
  "//images.invalid/share/x",
  "\\\\images.invalid\\share\\x",
  "file://images.invalid/share/x",
  "file:///etc/passwd",
  "/etc/passwd",
  "../../../../../../etc/passwd",
  "inside.txt/../../../../../etc/passwd",
  "%2e%2e/%2e%2e/etc/passwd",
  "vscode://file/etc/passwd",
  "data:text/html,<script>1</script>",
  "javascript:alert(1)",
  "untitled:x",
  "inside.txt?x=https://images.invalid#y",
  "inside.txt\u0000.png",
])("%j leads nowhere else", async (name) => {
  const quoted = JSON.stringify(name);
  const uri = folder.uriOf("links.yml");
  const text = `# neox-config: on\n# neox-config: with ${name.replaceAll("\u0000", "")}\n# neox-config: same-as ${name.replaceAll("\u0000", "")}\n${MODEL}${["vocab_file", "load", "hostfile", "data_path", "merge_file"].map((key) => `${key}: ${quoted}\n`).join("")}train_data_paths: [${quoted}]\n`;
  await client.open(text, uri);
  const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  for (const { target } of links ?? []) expect(target).toMatch(/^file:\/\/\/(?!\/)/);
  await client.close(uri);
});
