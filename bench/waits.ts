/**
 * What hostile texts of just under 2 MB cost the built server, request by request: its time, the most memory, and how long
 * another request waits meanwhile: `npm run waits [-- --text NAME --request NAME --server FILE --all]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { TEXTS } from "../test/attacks/texts";
import { YAML_TEXTS } from "../test/attacks/yamlTexts";
import { HUGE_TEXTS } from "../test/fuzz/hugeTexts";
import { BUNDLE, LanguageServer } from "./languageServer.mjs";
import { printTable, shown } from "./measures.mjs";
import { MODEL } from "./texts.mjs";

const { values: options } = parseArgs({
  options: {
    text: { type: "string", default: "" },
    request: { type: "string", default: "" },
    server: { type: "string", default: BUNDLE },
    all: { type: "boolean", default: false },
  },
});

/** Characters: what is larger is told and not checked. */
const SIZE = 1_990_000;
/** Milliseconds between the cheap requests that go out while another is worked on. */
const EVERY = 20;
/** What is shown without `--all`. */
const REMARKABLE = { time: 1000, stretch: 60, memory: 250 };

/** Of the requests those whose names match, a part of one or `^definition|^effective`. */
const wanted = new RegExp(options.request);

/** As `client/src/node.ts` starts it: with less room V8 collects sooner. */
const MOST_MEGABYTES = 1024;

const STRETCHES = fileURLToPath(new URL("stretches.cjs", import.meta.url));

/** With as many lines as fit. */
function grown(grow: (lines: number) => string): string {
  let [fits, over] = [1, 4_000_000];
  while (over - fits > fits / 1000 + 1) {
    const lines = Math.floor((fits + Math.min(over, fits * 8)) / 2);
    if (grow(lines).length <= SIZE) fits = lines;
    else over = lines;
  }
  return grow(fits);
}

/** A hundred files beside the text, which it is launched with. */
function companions(folder: string): string {
  const names = Array.from({ length: 100 }, (_, index) => `part${index}.yml`);
  for (const name of names)
    writeFileSync(join(folder, name), Array.from({ length: 900 }, (_, i) => `${name}_${i}: 1\n`).join(""));
  return `${MODEL}# neox-config: with ${names.join(" ")}\n`;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Request {
  readonly method: string;
  readonly params: object;
}

/** Everything that an editor asks of a text, places of it where they matter. */
function requests(uri: string, text: string): ReadonlyMap<string, Request> {
  const lines = text.split("\n");
  const end = { line: lines.length - 1, character: 0 };
  const whole = { start: { line: 0, character: 0 }, end };
  const textDocument = { uri };
  const places: Readonly<Record<string, Place>> = {
    "the model": { line: 2, character: 3 },
    "the model's value": { line: 2, character: (lines[2]?.length ?? 0) - 1 },
    "the middle": middle(lines, text),
    "the end": end,
  };
  const at = (method: string, more: object = {}) =>
    Object.entries(places).map(([place, position]) => {
      const params = {
        textDocument,
        position,
        positions: [position],
        range: { start: position, end: position },
        ...more,
      };
      return [`${method} at ${place}`, { method: `textDocument/${method}`, params }] as const;
    });
  const of = (method: string, more: object = {}) =>
    [
      [method, { method: `textDocument/${method}`, params: { textDocument, range: whole, ...more } }],
    ] as const;
  const own = (name: string, more: object = {}) =>
    [[name, { method: `neoxConfig/${name}`, params: { uri, ...more } }]] as const;
  const label = { path: ["hidden_size"], uri };
  const context = { diagnostics: [], triggerKind: 1, includeDeclaration: true };
  const shape = { layers: 12, hiddenSize: 1024, heads: 8 };
  return new Map<string, Request>([
    ...at("hover"),
    ...at("completion"),
    ["resolve", { method: "completionItem/resolve", params: { label: "hidden_size", data: label } }],
    ...of("documentSymbol"),
    ...of("documentLink"),
    ...at("definition"),
    ...at("references", { context }),
    ...at("prepareRename"),
    ...at("rename", { newName: "other" }),
    ...at("codeAction", { context }),
    ...of("codeAction", { context }),
    ...of("codeLens"),
    ...of("inlayHint"),
    ...at("selectionRange"),
    ["diagnostics of all", { method: "workspace/diagnostic", params: { previousResultIds: [] } }],
    ...own("report"),
    ...own("shapeEdit", { shape }),
    ...own("assumptionEdit", { about: "gpus" }),
    ...own("effective"),
    ...own("explain", { position: places["the middle"] }),
    ...own("checkout"),
    ...own("bringUpToDate"),
    ...own("compare", { other: uri }),
    ...own("comparable"),
    ...own("launches"),
    ...own("addFile", { file: uri.replace(/[^/]*$/, "other.yml") }),
    ...own("callConfig"),
  ]);
}

function middle(lines: readonly string[], text: string): Place {
  const half = text.length >> 1;
  let [line, start] = [0, 0];
  while (start + (lines[line]?.length ?? 0) < half) start += (lines[line++]?.length ?? 0) + 1;
  const length = lines[line]?.length ?? 0;
  return { line, character: length > 1000 ? half - start : Math.min(2, length) };
}

interface Cost {
  readonly text: string;
  readonly request: string;
  /**
   * Milliseconds of the processor, of which the longest stretch in which nothing else had its turn; both as if nobody else
   * used the machine, by what a small job takes just before and after.
   */
  readonly time: number;
  readonly stretch: number;
  /** Milliseconds of the clock: the longest that another request took. */
  readonly wait: number;
  /** Megabytes at most. */
  readonly memory: number;
}

/** Runs something, and asks about a small config all the while. */
async function costOf(
  server: LanguageServer,
  small: string,
  run: () => Promise<unknown>,
): Promise<Pick<Cost, "time" | "stretch" | "wait" | "memory">> {
  server.forgetPeak();
  const { slowness: before } = await server.processorTime();
  const waits: Promise<number>[] = [];
  let isDone = false;
  const done = run().then(() => {
    isDone = true;
  });
  while (!isDone) {
    waits.push(server.hoverTime(small));
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, EVERY))]);
  }
  const wait = Math.max(...(await Promise.all(waits)));
  const { all, longest, slowness: after } = await server.processorTime();
  const slowness = (before + after) / 2;
  return { time: all / slowness, stretch: longest / slowness, wait, memory: server.peak() };
}

async function costsOf(name: string, text: string, folder: string): Promise<Cost[]> {
  const limit = `--max-old-space-size=${MOST_MEGABYTES}`;
  const server = new LanguageServer([limit, "--require", STRETCHES, options.server, "--stdio"]);
  await server.start(pathToFileURL(folder).href);
  const [small, uri] = ["small", "hostile"].map((file) => pathToFileURL(join(folder, `${file}.yml`)).href);
  if (small === undefined || uri === undefined) return [];
  await server.open(small, MODEL);
  await server.hoverTime(small);
  const costs: Cost[] = [];
  const add = async (request: string, run: () => Promise<unknown>) => {
    if (!wanted.test(request) && request !== "open") return;
    const cost = { text: name, request, ...(await costOf(server, small, run)) };
    costs.push(cost);
    if (isRemarkable(cost)) console.log(row(cost).join(" | "));
  };
  await add("open", () => server.open(uri, text));
  const start = { line: 0, character: 0 };
  await add("edit", () => server.edit({ range: { start, end: start }, text: "# typed\n" }));
  await add("take back", () => server.edit({ range: { start, end: { line: 1, character: 0 } }, text: "" }));
  for (const [request, { method, params }] of requests(uri, text))
    await add(request, () => server.connection.sendRequest(method, params).catch(() => undefined));
  await server.stop();
  return costs;
}

const folder = mkdtempSync(join(tmpdir(), "neox-config-waits-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

const texts: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(HUGE_TEXTS).map(([name, grow]) => [
      name,
      () => grown((lines) => `# neox-config: on\n${grow(lines)}`),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...TEXTS, ...YAML_TEXTS }).map(([name, text]) => [
      name,
      () => `# neox-config: on\n${text}`,
    ]),
  ),
  "a hundred companions": () => companions(folder),
};

const header = ["text", "request", "processor, ms", "longest stretch", "longest wait, ms", "memory, MB"];
const row = ({ text, request, time, stretch, wait, memory }: Cost) => [
  ...[text, request, shown(time), shown(stretch), shown(wait)],
  memory.toFixed(0),
];
const isRemarkable = ({ time, stretch, memory }: Cost) =>
  options.all || time > REMARKABLE.time || stretch > REMARKABLE.stretch || memory > REMARKABLE.memory;

function printWorst(costs: readonly Cost[], by: keyof typeof REMARKABLE): void {
  const kindOf = ({ request }: Cost) => request.split(" ")[0] ?? "";
  const worst = [...new Set(costs.map(kindOf))].map((kind) =>
    row(
      costs
        .filter((each) => kindOf(each) === kind)
        .reduce((most, each) => (each[by] > most[by] ? each : most)),
    ),
  );
  printTable(`Worst by ${by}`, [header, ...worst]);
}

async function measureAll(): Promise<void> {
  const all: Cost[] = [];
  for (const [name, text] of Object.entries(texts)) {
    if (!name.includes(options.text)) continue;
    try {
      all.push(...(await costsOf(name, text(), folder)));
    } catch (error) {
      console.log(`${name}: ${error}`);
    }
  }
  for (const by of ["time", "stretch", "memory"] as const) printWorst(all, by);
}

measureAll()
  .catch((error: unknown) => console.error(error))
  .finally(() => process.exit());
