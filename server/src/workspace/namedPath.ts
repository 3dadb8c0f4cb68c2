import { baseName } from "../base/baseName";
import { resolveUri } from "./uris";

/** A relative path, as what it takes from a folder and what it adds. */
interface Steps {
  readonly up: number;
  /** As it stands in a URI, a slash before each part. */
  readonly below: string;
}

/** A path that a file names, for URIs from many folders: `resolveUri`, but of each folder only as much as is needed. */
export class NamedPath {
  /** Of the file that it may mean: most launches of a workspace are dismissed by it. */
  readonly name: string;
  readonly #steps: Steps | undefined;

  constructor(readonly path: string) {
    const slashes = path.replaceAll("\\", "/");
    this.name = baseName(slashes);
    this.#steps = stepsOf(slashes);
  }

  /** What it means from a folder. */
  from(folder: string): string {
    const root = rootOf(folder);
    if (this.#steps === undefined || root === undefined) return resolveUri(folder, this.path);
    const { up, below } = this.#steps;
    let end = folder.endsWith("/") ? folder.length - 1 : folder.length;
    for (let step = 0; step < up && end > root; step++) end = folder.lastIndexOf("/", end - 1);
    return folder.slice(0, end) + below;
  }
}

/** Undefined for a path that depends on no folder, or on more of it than its end. */
function stepsOf(path: string): Steps | undefined {
  if (path.startsWith("/")) return undefined;
  const below: string[] = [];
  let up = 0;
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") below.push(part);
    else if (below.pop() === undefined) up++;
  }
  // A drive, or the folder itself.
  if (below.length === 0 || below[0]?.includes(":") === true) return undefined;
  return { up, below: resolveUri("file:///", below.join("/")).slice("file://".length) };
}

/** Where the path of a folder begins; undefined for one that is more than a place. */
function rootOf(folder: string): number | undefined {
  const scheme = folder.indexOf("://");
  if (scheme < 0 || folder.includes("?") || folder.includes("#")) return undefined;
  const root = folder.indexOf("/", scheme + 3);
  return root < 0 ? undefined : root;
}
