import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { INSTALLED, installedCommand } from "../installed.mjs";
import { needs, outcomeOf, ran } from "./process";

let folder: string;
beforeAll(async () => {
  installedCommand();
  folder = await mkdtemp(join(tmpdir(), "neox-config-shells-"));
  await writeFile(join(folder, "my model.yml"), "hidden_size: 96\n");
  await writeFile(join(folder, "[m]*"), "");
});
afterAll(() => rm(folder, { recursive: true }));

/** Lines typed up to the cursor, and what the shell offers there. */
const TYPED: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ["neox-config che", ["check"]],
  ["neox-config com", ["compare", "completion"]],
  ["neox-config explain kv-heads-res", ["kv-heads-reshape"]],
  ["neox-config explain hidden_d", ["hidden_dropout"]],
  ["neox-config check --format s", ["sarif"]],
  ["neox-config check --dr", ["--dry-run"]],
  ["neox-config check m", ["my model.yml"]],
  ["neox-config schema --draft 2", ["2020-12"]],
  ["neox-config completion z", ["zsh"]],
];

describe("completion", { timeout: 60_000 }, () => {
  // A file that is named like a pattern, which a shell would take for the model.
  test.each([...TYPED, ["neox-config check '[m'", ["[m]*"]] as const])(
    "in bash, of %s",
    async (line, offers) => {
      const script = `
      eval "$(neox-config completion bash)"
      COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      $(complete -p neox-config | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
      printf '%s\\n' "\${COMPREPLY[@]}" | sort`;
      expect(await ran("bash", ["--norc", "-c", script], { cwd: folder })).toBe(`${offers.join("\n")}\n`);
    },
  );

  test.for(TYPED)("in fish, of %s", async ([line, offers], context) => {
    needs(context, "fish");
    const script = `neox-config completion fish | source; complete -C "${line}"`;
    const env = { HOME: folder, XDG_CONFIG_HOME: folder };
    const printed = await ran("fish", ["--no-config", "-c", script], { cwd: folder, env });
    const offered = printed
      .trimEnd()
      .split("\n")
      .map((it) => it.split("\t")[0]);
    expect(offered.sort()).toEqual(offers);
  });

  /** In a terminal: what has one completion is typed out by the tab key. */
  test.for(TYPED.filter(([, offers]) => offers.length === 1))(
    "in zsh, of %s",
    async ([line, [offer = ""]], context) => {
      needs(context, "zsh");
      const script = `
        zmodload zsh/zpty
        zpty shell zsh -f -i
        await() { local text; zpty -r -m shell text "*$1*" && print -r -- "$text"; }
        zpty -w shell "PROMPT=; setopt no_beep; HISTFILE="
        zpty -w shell 'eval "$(neox-config completion zsh)"; neox-config() { print -r -- "<\${argv[-1]}>"; }; print RE""ADY'
        await READY >/dev/null
        zpty -w -n shell "${line}"$'\\t\\n'
        await '<*>'`;
      const { stdout } = await outcomeOf("zsh", ["-f", "-c", script], { cwd: folder });
      expect(/<(.*)>/.exec(stdout)?.[1]).toBe(offer);
    },
  );
});

describe("the man page", { timeout: 60_000 }, () => {
  beforeEach((context) => needs(context, "man"));

  const page = join(INSTALLED, "node_modules/neox-config/dist/neox-config.1");
  const env = { MANWIDTH: "80", MAN_KEEP_FORMATTING: "", LC_ALL: "C.UTF-8" };

  test("is installed, and man has nothing against it", async () => {
    const { exit, stdout, stderr } = await outcomeOf("man", ["--warnings", "-l", page], { cwd: folder, env });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout.match(/^\S.*$/gm)?.slice(1, -1)).toEqual([
      "NAME",
      "SYNOPSIS",
      "DESCRIPTION",
      "OPTIONS",
      "COMMANDS",
      "EXAMPLES",
      "EXIT STATUS",
      "FILES",
      "ENVIRONMENT",
    ]);
  });

  test("has every option that --help has", async () => {
    const text = await ran("man", ["-l", page], { cwd: folder, env });
    const commands = (await ran("neox-config", ["--help"], { cwd: folder })).match(/^ {2}[a-z]+(?= )/gm);
    const options = await Promise.all(
      (commands ?? []).map(async (command) => {
        const help = await ran("neox-config", [command.trim(), "--help"], { cwd: folder });
        return help.match(/--[a-z][a-z-]+/g) ?? [];
      }),
    );
    const wanted = new Set(options.flat());
    expect(wanted.size).toBeGreaterThan(15);
    expect([...wanted].filter((option) => !text.includes(option))).toEqual([]);
  });
});
