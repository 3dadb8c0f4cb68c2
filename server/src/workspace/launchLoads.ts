import { digest } from "../base/digest";
import { keepNewest } from "../base/keepNewest";
import { withinTime } from "../base/withinTime";
import { type LoadRequests, type Loads, NO_LOADS } from "../launch/loads";
import { type KeptPart, KeptParts, type LoadSource } from "./keptParts";

/** In milliseconds: a check waits no longer for a disk, and is made again once it has answered. */
const LONGEST_WAIT = 100;

/** In milliseconds, for what came late already and was not kept: a check that is made for it again would lose others. */
const LONGEST_WAIT_AGAIN = 10_000;

/** Parts that came late, of which is known, by digests: their names may be as long as a text. */
const MOST_LATE = 10_000;

/** Launches of which the parts are kept together. */
const MOST_JOINED = 10;

interface Joined {
  readonly parts: readonly Loads[];
  readonly loads: Loads;
}

/** What launches load, for an editor that waits for no disk. What stayed is the same object. */
export class LaunchLoads {
  private readonly parts: KeptParts | undefined;
  private readonly joined = new Map<string, Joined>();
  private readonly late = new Set<string>();

  constructor(
    source: LoadSource | undefined,
    /** A disk was slow, and has answered. */
    private readonly tell: () => void,
  ) {
    this.parts = source && new KeptParts(source);
  }

  async of(folder: string | undefined, requests: LoadRequests): Promise<Loads> {
    const { parts: kept } = this;
    if (kept === undefined || folder === undefined || isNothing(requests)) return NO_LOADS;
    const parts = await Promise.all(partsOf(requests).map((part) => this.quickly(kept.of(folder, part))));
    return this.join(JSON.stringify([folder, requests]), parts);
  }

  /** The parts of a launch as one, the same object while all of them are. */
  private join(key: string, parts: readonly Loads[]): Loads {
    const before = this.joined.get(key);
    const isSame =
      before?.parts.length === parts.length && parts.every((part, at) => part === before.parts[at]);
    const joined = isSame ? before : { parts, loads: joinedOf(parts) };
    keepNewest(this.joined, key, joined, MOST_JOINED);
    return joined.loads;
  }

  /** Files may be others now. */
  lookAgain(): void {
    this.parts?.lookAgain();
  }

  /** What comes in time; else what is known, and a word when the rest has come. */
  private async quickly({ key, loads: reading, known }: KeptPart): Promise<Loads> {
    const wasLate = known === NO_LOADS && this.late.has(digest(key));
    const found = await withinTime(reading, wasLate ? LONGEST_WAIT_AGAIN : LONGEST_WAIT);
    if (found !== undefined || wasLate) return found ?? known;
    if (this.late.size < MOST_LATE) this.late.add(digest(key));
    void reading.then((loads) => {
      if (loads !== known) this.tell();
    });
    return known;
  }
}

const NOTHING: LoadRequests = { datasets: [], folders: [], parents: [] };

/** What is asked for apart, so that what is typed in one path lets nothing else be read again. */
export function partsOf(requests: LoadRequests): readonly LoadRequests[] {
  return allParts(requests).filter((part) => !isNothing(part));
}

function allParts({
  checkpoint,
  tokenizer,
  models,
  datasets,
  ...others
}: LoadRequests): readonly LoadRequests[] {
  return [
    { ...NOTHING, ...(checkpoint && { checkpoint }) },
    { ...NOTHING, ...(tokenizer && { tokenizer }) },
    { ...NOTHING, ...(models && { models }) },
    { ...NOTHING, datasets },
    { ...others, datasets: [] },
  ];
}

export function joinedOf(parts: readonly Loads[]): Loads {
  const datasets = parts.find((part) => part.datasets.size > 0)?.datasets ?? NO_LOADS.datasets;
  return { ...Object.assign({}, ...parts), datasets };
}

function isNothing({ checkpoint, tokenizer, models, prompts, ...lists }: LoadRequests): boolean {
  const hasNames = [lists.datasets, lists.folders, lists.parents].some((names) => names.length > 0);
  return [checkpoint, tokenizer, models, prompts].every((it) => it === undefined) && !hasNames;
}
