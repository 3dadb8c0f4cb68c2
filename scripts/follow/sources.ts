/** Checks every place in NeoX and DeepSpeed that this project names against checkouts: see `scripts/runBundled.mjs`. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { movedLine, problemIn, type Reference, referencesIn } from "./references";

/** Where the project's texts name places. Records and generated data are facts of their day. */
const TEXTS = ["server/src", "protocol", "l10n", "docs", "README.md"];
const NOT_TEXTS = /\/generated\/|\.map$|docs\/rules\/|docs\/zh-cn\/rules\//;
/** The commit of gpt-neox that a reference is at which names none. */
const DESCRIBED = "ea7aefd8";

/** A checkout, the Python files it has and their texts. */
class Checkout {
  readonly files: readonly string[];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) =>
      it.endsWith(".py"),
    );
  }

  /** The file that a reference means by its path or the end of it, those of arguments and the model first. */
  pathOf(file: string): string | undefined {
    if (this.files.includes(file)) return file;
    const ending = this.files.filter((it) => it.endsWith(`/${file}`));
    return ending.find((it) => /^megatron\/(neox_arguments|model)\/[^/]+$/.test(it)) ?? ending[0];
  }

  read(path: string): string | undefined {
    const whole = join(this.#folder, path);
    return existsSync(whole) ? readFileSync(whole, "utf8") : undefined;
  }

  /** A file as it was at a commit; undefined where the checkout is no clone, or has no such file. */
  readAt(commit: string, path: string): string | undefined {
    try {
      const args = ["-C", this.#folder, "show", `${commit}:${path}`];
      return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    } catch {
      return undefined;
    }
  }
}

interface Place {
  readonly text: string;
  readonly references: readonly Reference[];
}

function placesIn(root: string): readonly Place[] {
  const names = root.includes(".")
    ? [root]
    : readdirSync(root, { recursive: true, encoding: "utf8" }).map((it) => join(root, it));
  return names
    .filter((it) => /\.(ts|json|md)$/.test(it) && !NOT_TEXTS.test(it))
    .map((text) => ({ text, references: referencesIn(readFileSync(text, "utf8")) }));
}

function shown({ file, line, lastLine, function: name }: Reference): string {
  const lines = line === undefined ? [] : [lastLine === undefined ? `${line}` : `${line}-${lastLine}`];
  return [file, ...lines, ...(name === undefined ? [] : [name])].join(":");
}

/** What became of a reference: undefined where it holds, `unchecked` where nothing here can tell. */
function verdictOn(
  reference: Reference,
  { described, deepspeed, next }: { described: Checkout; deepspeed?: Checkout; next?: Checkout },
): string | undefined {
  const checkout = reference.file.startsWith("deepspeed/") ? deepspeed : described;
  if (checkout === undefined) return "unchecked";
  const path = checkout.pathOf(reference.file);
  const isOther = reference.commit !== undefined && !DESCRIBED.startsWith(reference.commit.slice(0, 8));
  if (isOther) {
    const text = reference.commit && checkout.readAt(reference.commit, path ?? reference.file);
    return text ? problemIn(text, reference) : "unchecked";
  }
  const text = path === undefined ? undefined : checkout.read(path);
  if (path === undefined || text === undefined) return "there is no such file";
  const problem = problemIn(text, reference);
  if (problem !== undefined || next === undefined || checkout === deepspeed) return problem;
  const now = next.read(path);
  if (now === undefined) return "the file is gone";
  return movedIn(reference, text, now);
}

function movedIn(reference: Reference, text: string, now: string): string | undefined {
  if (reference.line === undefined) return problemIn(now, reference);
  const moved = movedLine(text, now, reference.line);
  if (moved === undefined) return "what the line said is gone";
  return moved === reference.line ? undefined : `moved to ${moved}`;
}

const [described, next] = process.argv.slice(2);
if (described === undefined) throw new Error("usage: npm run follow:sources -- CHECKOUT [NEXT]");
const checkouts = {
  described: new Checkout(described),
  ...(process.env.DEEPERSPEED && { deepspeed: new Checkout(process.env.DEEPERSPEED) }),
  ...(next !== undefined && { next: new Checkout(next) }),
};
let [count, unchecked, wrong] = [0, 0, 0];
for (const { text, references } of TEXTS.flatMap(placesIn))
  for (const reference of references) {
    const verdict = verdictOn(reference, checkouts);
    count += 1;
    if (verdict === "unchecked") unchecked += 1;
    else if (verdict !== undefined) {
      wrong += 1;
      console.log(`${text}: ${shown(reference)}: ${verdict}`);
    }
  }
console.log(
  `${count} places named, ${wrong} to look at, ${unchecked} of other commits or packages not checked`,
);
process.exitCode = wrong > 0 ? 1 : 0;
