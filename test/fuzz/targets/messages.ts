import type { Random } from "../../differential/random";
import type { Seeds, Target } from "../target";
import { smallText } from "../texts";
import { RawServer } from "./rawServer";

const MESSAGES = 40;
const URI = "file:///none/a.yml";

const REQUESTS = [
  "initialize",
  "shutdown",
  "textDocument/hover",
  "textDocument/completion",
  "completionItem/resolve",
  "textDocument/codeAction",
  "textDocument/rename",
  "textDocument/inlayHint",
  "textDocument/selectionRange",
  "textDocument/documentLink",
  "textDocument/diagnostic",
  "workspace/diagnostic",
  "neoxConfig/nothing",
] as const;

const NOTIFICATIONS = [
  "initialized",
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didClose",
  "textDocument/didSave",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "$/cancelRequest",
  "$/setTrace",
  "$/progress",
  "nothing",
] as const;

const ODD_VALUES = [null, true, 0, -1, 1e300, "", "x", [], {}, [[[]]], "\ud800", "__proto__"] as const;
const ODD_IDS = [null, -1, 1.5, "", "a", {}, [], true] as const;

/** What is no message at all, inside of a right frame. */
const NO_MESSAGES = [
  "",
  "{",
  '{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":',
  "null",
  "7",
  '"text"',
  "\0\0\0",
  "{}",
  '{"jsonrpc":"2.0","id":99,"result":1}',
  '{"jsonrpc":"2.0","id":99,"error":{}}',
  '{"jsonrpc":"2.0","id":99,"error":null,"result":null}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
] as const;

/** After one of these nobody can tell where the next message begins. */
const BROKEN_FRAMES = [
  "garbage\r\n\r\n",
  "Content-Length: 5\r\n\r\n{}",
  "Content-Length: 1\r\n\r\n{}{}{}",
  "Content-Length: -7\r\n\r\n{}",
  "Content-Length: 99999999999999999999\r\n\r\n{}",
  "Content-Length: NaN\r\n\r\n{}",
  "Content-Length\r\n\r\n{}",
  "\r\n\r\n{}",
  "\0\0\0\0",
  `X: ${"x".repeat(1_000_000)}`,
] as const;

/**
 * A session of malformed messages with the built server, over its pipes. While the frames can be told apart it answers
 * a good request afterwards; after a broken one, or when nobody reads it any longer, it still ends with its input.
 */
export const messages: Target = async (random, seeds) => {
  const server = new RawServer();
  const start = {
    jsonrpc: "2.0",
    id: "start",
    method: "initialize",
    params: { processId: null, capabilities: {} },
  };
  server.write(frame(JSON.stringify(start)));
  for (let message = 0; message < MESSAGES; message++)
    server.write(frame(malformed(random, seeds), random.pick(HEADERS)));
  server.write(frame(JSON.stringify({ ...hover(), id: "probe" })));
  const isAnswered = await server.says('"id":"probe"');
  if (random.chance(0.2)) server.closeOutput();
  if (random.chance(0.7)) server.write(random.pick(BROKEN_FRAMES));
  const hasEnded = await server.end();
  return [
    ...(isAnswered ? [] : ["no answer after malformed messages"]),
    ...(hasEnded ? [] : ["it still runs after the end of its input"]),
    ...(server.complaint === "" ? [] : [`on standard error: ${server.complaint}`]),
  ];
};

/** Headers that a reader has to pass over. */
const HEADERS = [
  "",
  "",
  "",
  "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
  "Content-Type: application/x-nothing; charset=klingon\r\n",
  "X-Nothing:\r\n",
  `X-Long: ${"x".repeat(100_000)}\r\n`,
] as const;

function frame(body: string, headers = ""): string {
  return `${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function hover() {
  return {
    jsonrpc: "2.0",
    method: "textDocument/hover",
    params: { textDocument: { uri: URI }, position: { line: 0, character: 0 } },
  };
}

/** The body of a message with something wrong in it. */
function malformed(random: Random, seeds: Seeds): string {
  if (random.chance(0.1)) return random.pick(NO_MESSAGES);
  const message = random.chance(0.5) ? request(random) : notification(random, seeds);
  return JSON.stringify(random.chance(0.1) ? [message, message] : spoilt(message, random));
}

function request(random: Random): object {
  const id = random.chance(0.3) ? random.pick(ODD_IDS) : random.below(5);
  const params = { ...hover().params, range: {}, positions: [{}], context: {}, newName: "x", data: {} };
  return { jsonrpc: "2.0", id, method: random.pick(REQUESTS), params };
}

function notification(random: Random, seeds: Seeds): object {
  const text = smallText(random, seeds);
  const range = { start: { line: 0, character: 0 }, end: { line: random.below(9), character: -1 } };
  const params = {
    textDocument: { uri: URI, languageId: "yaml", version: random.below(5), text },
    contentChanges: [{ range, text }],
    id: random.below(5),
    settings: { neoxConfig: random.pick(ODD_VALUES) },
    changes: [{ uri: URI, type: 1 }],
    event: { added: [], removed: [] },
  };
  return { jsonrpc: "2.0", method: random.pick(NOTIFICATIONS), params };
}

/** The same with up to three of its values, at any depth, gone or of another type. */
function spoilt(message: object, random: Random): object {
  const copy: object = structuredClone(message);
  for (let times = 1 + random.below(3); times > 0; times--) {
    let at = copy;
    for (let depth = random.below(5); ; depth--) {
      const keys = Object.keys(at);
      const key = keys[random.below(keys.length)];
      if (key === undefined) break;
      const inside: unknown = Reflect.get(at, key);
      if (depth > 0 && typeof inside === "object" && inside !== null) at = inside;
      else {
        if (random.chance(0.5)) Reflect.deleteProperty(at, key);
        else Reflect.set(at, key, structuredClone(random.pick(ODD_VALUES)));
        break;
      }
    }
  }
  return copy;
}
