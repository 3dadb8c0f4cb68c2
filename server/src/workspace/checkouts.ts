import type { Checkout } from "../arguments/checkout/readCheckout";
import { Recent } from "../base/recent";
import type { Target } from "../launch/target";
import type { FileSystem } from "./fileSystem";
import { resolveUri } from "./uris";

/** What was read of a checkout, whatever leads to it. */
interface Read {
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Undefined of what is none. */
  readonly checkout: Checkout | undefined;
}

interface Known extends Read {
  /** One for each name that it is called by; undefined of what is none. */
  readonly labelled: ((label: string) => Target) | undefined;
}

/** In characters of what was read of checkouts that are kept; one that is none counts as some, as one types them. */
const MOST_KEPT = 20_000_000;
const OF_ONE = 100_000;

/** Those that are known again by their texts: by links, or as copies. */
const MOST_COPIED = 10;

/**
 * The checkouts of gpt-neox that launches run with, each parsed again only when a file of it has changed, and once for all
 * places where the same texts lie.
 */
export class Checkouts {
  private readonly known = new Recent<Known>(MOST_KEPT, sizeOf);
  /** Those to look at again. */
  private readonly stale = new Set<string>();
  /** What was parsed last, the newest first. */
  private parsed: readonly Read[] = [];

  constructor(private readonly files: FileSystem) {}

  /** The gpt-neox in a folder; undefined when there is none. */
  async target(root: string, label: string): Promise<Target | undefined> {
    const before = this.stale.delete(root) ? this.known.delete(root) : undefined;
    const { labelled } = await this.known.get(root, () => this.renewed(before, root));
    return labelled?.(label);
  }

  /** All are looked at again. */
  allMayHaveChanged(): void {
    for (const root of this.known.names()) this.stale.add(root);
  }

  private async renewed(before: Promise<Known> | undefined, root: string): Promise<Known> {
    const known = await before;
    if (known !== undefined && (await this.hasTexts(root, known))) return known;
    const read = (await this.parsedElsewhere(root)) ?? (await this.parse(root));
    const { checkout } = read;
    if (checkout !== undefined)
      this.parsed = [read, ...this.parsed.filter((each) => each !== read)].slice(0, MOST_COPIED);
    const labelled = checkout && keptByLabel((label) => ({ kind: "checkout", label, root, ...checkout }));
    return { ...read, labelled };
  }

  /** What was parsed in another place, and is the same here. */
  private async parsedElsewhere(root: string): Promise<Read | undefined> {
    for (const read of this.parsed) if (await this.hasTexts(root, read)) return read;
    return undefined;
  }

  private async hasTexts(root: string, { texts }: Read): Promise<boolean> {
    for (const [path, text] of texts)
      if ((await this.files.read(resolveUri(root, path))) !== text) return false;
    return true;
  }

  private async parse(root: string): Promise<Read> {
    // Its parser of Python is only loaded where there is Python to read.
    const { readCheckout } = await import("../arguments/checkout/readCheckout");
    const texts = new Map<string, string | undefined>();
    const checkout = await readCheckout(async (path) => {
      const text = await this.files.read(resolveUri(root, path));
      texts.set(path, text);
      return text;
      // One that cannot be read silences itself only.
    }).catch(() => undefined);
    return { texts, checkout };
  }
}

/** The same object for the same name, so that results can be kept. */
function keptByLabel(make: (label: string) => Target): (label: string) => Target {
  const kept = new Map<string, Target>();
  return (label) => {
    const target = kept.get(label) ?? make(label);
    kept.set(label, target);
    return target;
  };
}

function sizeOf({ texts }: Known): number {
  let size = OF_ONE;
  for (const text of texts.values()) size += text?.length ?? 0;
  return size;
}
