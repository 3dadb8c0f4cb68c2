import type { Target } from "../launch/target";
import type { FileSystem } from "./fileSystem";
import { isBelow, resolveUri } from "./uris";

interface Known {
  /** What was read of the checkout. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly target: Target | undefined;
}

/** Of these and of names that are none, as one types them. */
const MOST_KEPT = 100;

/** The checkouts of gpt-neox that launches run with, each parsed again only when a file of it has changed. */
export class Checkouts {
  /** In the order in which they were asked for. */
  private readonly known = new Map<string, Promise<Known>>();
  /** Those to look at again. */
  private readonly stale = new Set<string>();

  constructor(private readonly files: FileSystem) {}

  /** The gpt-neox in a folder; undefined when there is none. */
  async target(root: string, label: string): Promise<Target | undefined> {
    const before = this.known.get(root);
    const isCurrent = before !== undefined && !this.stale.delete(root);
    const now = isCurrent ? before : this.renewed(before, root, label);
    this.keep(root, now);
    return (await now).target;
  }

  private keep(root: string, known: Promise<Known>): void {
    this.known.delete(root);
    this.known.set(root, known);
    const [oldest] = this.known.keys();
    if (this.known.size <= MOST_KEPT || oldest === undefined) return;
    this.known.delete(oldest);
    this.stale.delete(oldest);
  }

  changed(uri: string): void {
    for (const root of this.known.keys()) if (isBelow(uri, root)) this.stale.add(root);
  }

  /** All are looked at again. */
  allMayHaveChanged(): void {
    for (const root of this.known.keys()) this.stale.add(root);
  }

  private async renewed(before: Promise<Known> | undefined, root: string, label: string): Promise<Known> {
    const known = await before;
    return known !== undefined && (await this.isUpToDate(known, root)) ? known : this.read(root, label);
  }

  private async isUpToDate({ texts }: Known, root: string): Promise<boolean> {
    for (const [path, text] of texts)
      if ((await this.files.read(resolveUri(root, path))) !== text) return false;
    return true;
  }

  private async read(root: string, label: string): Promise<Known> {
    // Its parser of Python is only loaded where there is Python to read.
    const { readCheckout } = await import("../arguments/checkout/readCheckout");
    const texts = new Map<string, string | undefined>();
    const checkout = await readCheckout(async (path) => {
      const text = await this.files.read(resolveUri(root, path));
      texts.set(path, text);
      return text;
      // One that cannot be read silences itself only.
    }).catch(() => undefined);
    return { texts, target: checkout && { kind: "checkout", label, root, ...checkout } };
  }
}
