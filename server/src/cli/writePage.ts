import { constants, writeFileSync } from "node:fs";
import { open, readdir, readFile, readlink, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { reasonOf } from "./configText";
import { placeInside } from "./insideFolder";
import { CommandError, type Io } from "./io";
import { createFile, replaceFile } from "./replaceFile";
import { unbroken } from "./unbroken";

/** Writes a page: a new file, in place of another page, into a pipe, or where the shell goes on in a file of its own. */
export async function writePage(path: string, page: string, { cwd }: Io): Promise<void> {
  const named = resolve(cwd, path);
  const opened = openedAs(named);
  try {
    if (opened === undefined) await writeAt(await placeOf(path, cwd), page);
    else if (opened > 2 && (await isOwnPipe(opened))) throw new Error("it is a pipe inside of this process");
    // Opened anew by its name, a file would begin at its beginning.
    else if ((await stat(named)).isFile()) writeFileSync(opened, page);
    else await writeInto(named, page);
  } catch (error) {
    throw new CommandError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** The number of what the shell opened for this process. */
function openedAs(named: string): number | undefined {
  if (named === "/dev/stdout") return 1;
  if (named === "/dev/stderr") return 2;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(named) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Whether this process has both ends of what is open under a number: Node's own pipes take no page. */
async function isOwnPipe(opened: number): Promise<boolean> {
  const folder = "/proc/self/fd";
  const wanted = await readlink(`${folder}/${opened}`).catch(() => "");
  if (!wanted.startsWith("pipe:")) return false;
  const numbers = await readdir(folder);
  const targets = await Promise.all(numbers.map((each) => readlink(`${folder}/${each}`).catch(() => "")));
  return targets.filter((target) => target === wanted).length > 1;
}

async function placeOf(path: string, cwd: string): Promise<string> {
  const place = await placeInside(path, cwd);
  if (place === undefined) throw new Error("its link leads out of the folder");
  return place;
}

async function writeAt(place: string, page: string): Promise<void> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) await unbroken(() => createFile(place, page));
  else if (found.isFile()) await replacePage(place, page);
  else await writeInto(place, page);
}

/** Throws where a file would be lost that is no page. */
async function replacePage(place: string, page: string): Promise<void> {
  const before = await readFile(place);
  if (before.length > 0 && !BEGINNING.test(before.toString("latin1", 0, 200)))
    throw new Error("there is a file of this name, which is no page");
  await unbroken(() => replaceFile(place, before, page));
}

/** A mark of the order of bytes may lead, as its three bytes. */
const BEGINNING = /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype )?html/i;

/** Into a device or a named pipe. Throws where nobody reads the pipe: writing would wait for ever. */
async function writeInto(place: string, page: string): Promise<void> {
  if (!(await stat(place)).isFIFO()) return writeFile(place, page);
  // Held so that the reader stays.
  const reader = await open(place, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => {
    throw new Error("it is a pipe that nobody reads");
  });
  await writeFile(place, page).finally(() => reader.close());
}
