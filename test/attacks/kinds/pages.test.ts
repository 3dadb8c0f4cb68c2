import { linkSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";

const PAGE = /^<!DOCTYPE html>[\s\S]*<\/html>\s*$/;

/** A page that somebody made before. */
const OLD = "<!doctype html>\n<title>old</title>\n";

const OTHERS: Readonly<Record<string, string>> = {
  "a.yml": MODEL,
  "r/b.yml": MODEL,
  "r/train.py": "print(1)\n",
  "r/old.html": OLD,
};

/** A page of a config of the repository `r`, where `prepare` has made something of the name; the rest is as it was. */
const page = (name: string, prepare: (at: (path: string) => string) => void, written?: string): Attack => ({
  files: { ...OTHERS, "r/.git/HEAD": "ref: refs/heads/main\n" },
  args: ["report", "r/b.yml", "--html", name],
  prepare: (folder) => prepare((path) => join(folder, path)),
  afterwards: (folder) => {
    const others = Object.entries(OTHERS).filter(([path]) => path !== written);
    for (const [path, text] of others) expect(readFileSync(join(folder, path), "utf8")).toBe(text);
    if (written !== undefined) expect(readFileSync(join(folder, written), "utf8")).toMatch(PAGE);
  },
});

carryOut({
  "a link to a config": page("r/o.html", (at) => symlinkSync("b.yml", at("r/o.html"))),
  "a link to a config by its whole name": page("r/o.html", (at) => symlinkSync(at("a.yml"), at("r/o.html"))),
  "a link to a script": page("r/o.html", (at) => symlinkSync("train.py", at("r/o.html"))),
  "a link in a circle": page("r/o.html", (at) => symlinkSync("o.html", at("r/o.html"))),
  "a link to nothing": {
    ...page("r/o.html", (at) => symlinkSync("../new.txt", at("r/o.html"))),
    afterwards: (folder) => expect(() => lstatSync(join(folder, "new.txt"))).toThrow("ENOENT"),
  },
  "a second name of a config": page("r/o.html", (at) => linkSync(at("r/b.yml"), at("r/o.html"))),
  "a second name of a script": page("r/o.html", (at) => linkSync(at("r/train.py"), at("r/o.html"))),
  "a way to a script below the system's own folders": page("/proc/self/cwd/r/train.py", () => undefined),
  "a script": page("r/train.py", () => undefined),
  "a name of a page that holds a script": page("r/o.html", (at) =>
    writeFileSync(at("r/o.html"), "import torch\n<html>\n"),
  ),
  "a name of a page that holds bytes": page("r/o.html", (at) =>
    writeFileSync(
      at("r/o.html"),
      Uint8Array.from({ length: 4000 }, (_, i) => i % 256),
    ),
  ),
  "a page of another encoding": page(
    "r/old.html",
    (at) => writeFileSync(at("r/old.html"), Buffer.from("<html>caf\u00e9</html>", "latin1")),
    "r/old.html",
  ),
  "a page with a mark of the order of bytes": page(
    "r/old.html",
    (at) => writeFileSync(at("r/old.html"), `\uFEFF${OLD}`),
    "r/old.html",
  ),
  "a page in UTF-16": page("r/o.html", (at) =>
    writeFileSync(at("r/o.html"), Buffer.from(`\uFEFF${OLD}`, "utf16le")),
  ),
  "another page": page("r/old.html", () => undefined, "r/old.html"),
  "a link to another page": page("r/o.html", (at) => symlinkSync("old.html", at("r/o.html")), "r/old.html"),
  "an empty file": page("r/o.html", (at) => writeFileSync(at("r/o.html"), ""), "r/o.html"),
  "a new file": page("r/o.html", () => undefined, "r/o.html"),
});
