import { someAtOnce } from "../base/someAtOnce";
import type { Disk, Found } from "../bytes/disk";
import { KnownFiles } from "../bytes/knownFiles";
import { listedOnce } from "../bytes/listedOnce";
import { readCheckpoint } from "../checkpoints/readCheckpoint";
import type { Dataset } from "../datasets/dataset";
import { readDataset } from "../datasets/readDataset";
import type { FoundModel, LoadRequests, Loads, PromptsRequest } from "../launch/loads";
import { parsePythonJson } from "../tokenizers/json";
import { readTokenizer } from "../tokenizers/readTokenizer";
import { resolveUri } from "./uris";

/** Reads what a launch loads; relative paths start at `folder`, where it is launched. */
export async function readLoads(from: Disk, folder: string, requests: LoadRequests): Promise<Loads> {
  const disk = listedOnce(from);
  const place = (path: string) => resolveUri(folder, path);
  const [checkpoint, datasets, tokenizer, models, prompts, blockedFolders, missingFolders] =
    await Promise.all([
      checkpointIn(disk, place, requests),
      datasetsIn(disk, place, requests),
      tokenizerIn(disk, place, requests),
      modelsIn(disk, place, requests),
      promptsIn(disk, place, requests.prompts),
      pathsWhere(disk, place, requests.folders, (found) => found?.kind === "file"),
      pathsWhere(disk, place, requests.parents, (found) => found === null),
    ]);
  const blocked = blockedFolders.size > 0 ? { blockedFolders } : {};
  const missing = missingFolders.size > 0 ? { missingFolders } : {};
  return { ...checkpoint, datasets, ...tokenizer, ...models, ...prompts, ...blocked, ...missing };
}

type Place = (path: string) => string;

async function checkpointIn(disk: Disk, place: Place, { checkpoint: request }: LoadRequests) {
  const found = request && (await readCheckpoint(disk, place(request.folder), request));
  return found && { checkpoint: { request, found } };
}

/** Data sets that are read at once: a disk behind a network takes its time for each, and each takes memory. */
const AT_ONCE = 16;

async function datasetsIn(
  disk: Disk,
  place: Place,
  { datasets }: LoadRequests,
): Promise<ReadonlyMap<string, Dataset>> {
  const read = await someAtOnce(datasets, AT_ONCE, (prefix) =>
    readDataset(disk, place(prefix), prefix, datasets.length),
  );
  return new Map(read.flatMap((each) => (each === undefined ? [] : [[each.prefix, each] as const])));
}

/** Those of some paths at whose place is what is wanted. */
async function pathsWhere(
  disk: Disk,
  place: Place,
  paths: readonly string[],
  isWanted: (found: Found | null | undefined) => boolean,
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(paths.map((path) => disk.find(place(path))));
  return new Set(paths.filter((_, at) => isWanted(found[at])));
}

/** Bytes of a file of prompts that are looked at. */
const MOST_PROMPTS = 100_000;

/** Without blanks around them, and none that is empty (megatron/text_generation_utils.py:generate_samples_input_from_file). */
async function promptsIn(disk: Disk, place: Place, request: PromptsRequest | undefined) {
  const uri = request && place(request.file);
  const file = uri === undefined ? undefined : await disk.find(uri);
  if (request === undefined || uri === undefined || file?.kind !== "file") return undefined;
  const bytes = await disk.read(uri, 0, Math.min(file.size, MOST_PROMPTS)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
  const found = text.split(request.end).map((prompt) => prompt.trim());
  return { prompts: { request, found: found.filter((prompt) => prompt !== "") } };
}

async function tokenizerIn(disk: Disk, place: Place, { tokenizer: request }: LoadRequests) {
  if (request === undefined) return undefined;
  const { vocabFile, mergeFile } = request;
  const places = {
    ...(vocabFile !== undefined && { vocab_file: place(vocabFile) }),
    ...(mergeFile !== undefined && { merge_file: place(mergeFile) }),
  };
  const found = await readTokenizer(disk, places, request);
  return { tokenizer: { request, found } };
}

async function modelsIn(disk: Disk, place: Place, { models }: LoadRequests) {
  if (models === undefined) return undefined;
  const found = new Map<string, FoundModel>();
  const byPlace = new Map<string, FoundModel | undefined>();
  const room = { bytes: LARGEST_TOGETHER };
  // One after the other: what is read of one may be a thousand times what all real ones are.
  for (const name of models) {
    const uri = place(name);
    if (!byPlace.has(uri)) byPlace.set(uri, await modelIn(disk, uri, room));
    const model = byPlace.get(uri);
    if (model !== undefined) found.set(name, model);
  }
  return { models: found };
}

/** More bytes than this describe no model. */
const LARGEST_DESCRIPTION = 1_000_000;
/** Of all that a launch is said to be; more are not looked at. */
const LARGEST_TOGETHER = 1_000_000;

/** Undefined where the disk does not tell. */
async function modelIn(disk: Disk, uri: string, room: Room): Promise<FoundModel | undefined> {
  const found = await disk.find(uri);
  if (found === undefined || found === null) return found === null ? "absent" : undefined;
  if (found.kind === "folder") return fileIn(disk, `${uri.replace(/\/$/, "")}/config.json`, room);
  return fileIn(disk, uri, room);
}

interface Room {
  bytes: number;
}

async function fileIn(disk: Disk, uri: string, room: Room): Promise<FoundModel | undefined> {
  const found = await disk.find(uri);
  if (found === undefined) return undefined;
  if (found === null || found.kind === "folder" || found.size > LARGEST_DESCRIPTION) return "absent";
  room.bytes -= found.size;
  if (room.bytes < 0) return undefined;
  return KNOWN_MODELS.of([found], async () => describedBy(await disk.read(uri, 0, found.size))).catch(
    () => undefined,
  );
}

/** Bytes of descriptions that are kept, whatever leads to them. */
const MOST_KEPT = 10_000_000;

const KNOWN_MODELS = new KnownFiles<Exclude<FoundModel, "absent">>(MOST_KEPT, ({ bytes }) => bytes);

function describedBy(bytes: Uint8Array): Exclude<FoundModel, "absent"> {
  // As objects they may take fifty times as much, and many are kept: these stay until memory is wanted.
  let parsed: WeakRef<object> | undefined;
  return {
    bytes: bytes.length,
    get json() {
      const known = parsed?.deref();
      if (known !== undefined) return known;
      const json = parsePythonJson(bytes);
      if (typeof json === "object" && json !== null) parsed = new WeakRef(json);
      return json;
    },
  };
}
