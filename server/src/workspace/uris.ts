import { URI, Utils } from "vscode-uri";
import { baseName } from "../base/baseName";
import { wholeCharacters } from "../base/wholeCharacters";

/**
 * A URI, also an odd one as some editors make of a path of the network: `file:////host/share`. What is none at all
 * becomes the path of a file that there is not.
 */
export function parseUri(given: string): URI {
  const uri = wholeCharacters(given);
  try {
    return URI.parse(uri);
  } catch {
    const [, scheme = "file", path = uri] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(uri) ?? [];
    return URI.from({ scheme, path: `/${path.replace(/^\/+/, "")}` });
  }
}

/** One spelling for all URIs of a file: clients differ in what they escape. */
export function normalUri(uri: string): string {
  return parseUri(uri).toString();
}

/** What a path means that is read from `folder`; an absolute path keeps only the folder's file system. */
export function resolveUri(folder: string, path: string): string {
  const slashes = wholeCharacters(path.replaceAll("\\", "/"));
  if (/^[A-Za-z]:\//.test(slashes)) return URI.from({ scheme: "file", path: `/${slashes}` }).toString();
  return Utils.resolvePath(parseUri(folder), slashes).toString();
}

/** The last part of its path, as it stands on a disk. */
export function nameOf(uri: string): string {
  const name = baseName(uri);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function folderOf(uri: string): string {
  return Utils.dirname(parseUri(uri)).toString();
}

export function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The path of a URI from a folder that holds it, as a person would write it; else its whole path. */
export function shownPath(uri: string, folder: string | undefined): string {
  const { path } = parseUri(uri);
  if (folder === undefined || !isBelow(uri, folder)) return path;
  return path.slice(parseUri(folder).path.replace(/\/$/, "").length + 1);
}

/** The path from a folder to a file on the same file system; undefined between two of them. */
export function pathFrom(folder: string, uri: string): string | undefined {
  const [from, to] = [parseUri(folder), parseUri(uri)];
  if (from.scheme !== to.scheme || from.authority !== to.authority) return undefined;
  const parts = (path: string) => path.split("/").filter((part) => part !== "");
  const [above, below] = [parts(from.path), parts(to.path)];
  let shared = 0;
  while (shared < above.length && above[shared] === below[shared]) shared++;
  return [...above.slice(shared).map(() => ".."), ...below.slice(shared)].join("/");
}

/** In each other: each has a text of its own, and no disk is so deep. */
const MOST_FOLDERS = 100;

/** The folder and those above it, up to and with `top`, innermost first, at most a hundred. */
export function foldersUpTo(top: string, folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; isBelow(at, top) && folders.length < MOST_FOLDERS; ) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}
