import { expect, test } from "vitest";
import type { FileSystem } from "../../server/src/workspace/fileSystem";
import { FolderIndex } from "../../server/src/workspace/folderIndex";
import { folderOf, nameOf } from "../../server/src/workspace/uris";

const FOLDER = "file:///none";
const SCRIPT = `${FOLDER}/run.sh`;
const CHECKOUT = `${FOLDER}/neox`;
const ARGUMENTS = `${CHECKOUT}/megatron/neox_arguments/neox_args.py`;
const LAUNCH = "python deepy.py train.py a.yml b.yml\n";

/** A disk whose answers are of the moment at which it was asked, and come when they are let. */
class SlowDisk implements Pick<FileSystem, "read" | "list"> {
  readonly texts = new Map<string, string>();
  private readonly kept: (() => void)[] = [];
  isSlow = false;

  read(uri: string): Promise<string | undefined> {
    return this.answer(this.texts.get(uri));
  }

  list(folder: string) {
    const below = [...this.texts.keys()].filter((uri) => uri.startsWith(`${folder}/`));
    const names = new Set(below.map((uri) => uri.slice(folder.length + 1).split("/")[0] ?? ""));
    const entries = [...names].map((name) => {
      const isFile = below.some((uri) => folderOf(uri) === folder && nameOf(uri) === name);
      return { name, kind: isFile ? ("file" as const) : ("folder" as const) };
    });
    return this.answer(entries);
  }

  /** Gives one of the answers that are kept back, counted from the first. */
  give(index: number): void {
    this.kept[index]?.();
  }

  private answer<Answer>(answer: Answer): Promise<Answer> {
    return this.isSlow
      ? new Promise((resolve) => this.kept.push(() => resolve(answer)))
      : Promise.resolve(answer);
  }
}

const told = ({ launches, checkouts }: FolderIndex) => [...launches.map(({ from }) => from), ...checkouts];
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A file, by what it is that it tells of. */
const FILES: Readonly<Record<string, readonly [uri: string, text: string, tells: string]>> = {
  "a script": [SCRIPT, LAUNCH, SCRIPT],
  "a checkout": [ARGUMENTS, "", CHECKOUT],
};

test.each(Object.entries(FILES))("of two readings of %s the one that began last counts", async (_, file) => {
  const [uri, text, tells] = file;
  for (const isThereLast of [true, false]) {
    const disk = new SlowDisk();
    const index = new FolderIndex(FOLDER, disk);
    const set = (isThere: boolean) => (isThere ? disk.texts.set(uri, text) : disk.texts.delete(uri));
    set(!isThereLast);
    await index.fill();
    disk.isSlow = true;
    const first = index.update(uri);
    await turn();
    set(isThereLast);
    const second = index.update(uri);
    await turn();
    disk.give(1);
    await second;
    disk.give(0);
    await first;
    expect(told(index)).toEqual(isThereLast ? [tells] : []);
  }
});

const GOES = Object.entries(FILES).flatMap(([name, file]) =>
  [0, 1, 2, 3].map((at) => [name, at, file] as const),
);

test.each(GOES)(
  "%s that goes while its folder is searched, after %i answers, is gone",
  async (_, at, file) => {
    const [uri, text] = file;
    const disk = new SlowDisk();
    disk.texts.set(uri, text);
    const index = new FolderIndex(FOLDER, disk);
    disk.isSlow = true;
    const filled = index.fill();
    for (let given = 0; given < at; given++) {
      await turn();
      disk.give(given);
    }
    await turn();
    disk.texts.delete(uri);
    disk.isSlow = false;
    await index.update(uri);
    disk.give(at);
    await filled;
    expect(told(index)).toEqual([]);
  },
);

test.each([SCRIPT, ARGUMENTS])(
  "what a search does not come to tells nothing when it changes either: %s",
  async (uri) => {
    const disk = new SlowDisk();
    const index = new FolderIndex(FOLDER, disk);
    await index.fill();
    for (const folder of ["node_modules", ".git", "a/venv"]) {
      const place = uri.replace(FOLDER, `${FOLDER}/${folder}`);
      disk.texts.set(place, LAUNCH);
      await index.update(place);
    }
    expect(told(index)).toEqual([]);
    const near = uri.replace(FOLDER, `${FOLDER}/a`);
    disk.texts.set(near, LAUNCH);
    await index.update(near);
    expect(told(index)).toHaveLength(1);
  },
);
