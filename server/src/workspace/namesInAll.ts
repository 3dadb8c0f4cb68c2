import { t } from "../base/l10n";
import type { LoadRequests } from "../launch/loads";
import type { NamedFileSources } from "./namedByLaunch";
import { resolveUri } from "./uris";

/** Names that the launches of one run give to what they read, each looked at. */
const MOST_NAMES = 15_000;
/** So many more for each launch, which takes as long as they do. */
const FOR_EACH_LAUNCH = 50;
/** Those that are known to have been counted. */
const MOST_KNOWN = 100_000;

/** The names that all launches of one run give to what they read: a thousand launches may name a thousand each. */
export class NamesInAll {
  readonly #known = new Set<string>();
  #room = MOST_NAMES;
  /** Launches of which not all names are looked at. */
  readonly #leftOut: string[] = [];
  #launch = "";

  /** Whether the names of one more launch are looked at: once there were too many, of no further one. */
  next(launch: string): boolean {
    this.#launch = launch;
    if (this.#room < 0) this.#leftOut.push(launch);
    else this.#room += FOR_EACH_LAUNCH;
    return this.#room >= 0;
  }

  /** The same sources, asked for the names of this launch that are looked at. */
  within(sources: NamedFileSources): NamedFileSources {
    return {
      ...sources,
      exists: async (uri) => !this.#allow(uri) || sources.exists(uri),
      loadsOf: (folder, requests) => sources.loadsOf(folder, this.#allowed(folder, requests)),
    };
  }

  #allowed(folder: string, { models, ...requests }: LoadRequests): LoadRequests {
    const allowed = (names: readonly string[]) =>
      names.filter((name) => this.#allow(resolveUri(folder, name)));
    return {
      ...requests,
      ...(models && { models: allowed(models) }),
      datasets: allowed(requests.datasets),
      folders: allowed(requests.folders),
      parents: allowed(requests.parents),
    };
  }

  /** One that was looked at may be so again. */
  #allow(name: string): boolean {
    if (this.#room < 0 || this.#known.has(name)) return this.#room >= 0;
    if (--this.#room < 0) this.#leftOut.push(this.#launch);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.add(name);
    return this.#room >= 0;
  }

  /** Of which launches not all was looked at, in a sentence, if there are such. */
  get remarks(): readonly string[] {
    const [first] = this.#leftOut;
    if (first === undefined) return [];
    const remark = t(
      "More files are named than are looked at. Launches whose files were not all looked at: {0}, the first is {1}.",
      this.#leftOut.length,
      first,
    );
    return [remark];
  }
}
