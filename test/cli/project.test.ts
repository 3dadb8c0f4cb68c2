import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nodeLoads } from "../../server/src/workspace/node/nodeDisk";
import { Workplace } from "./command";

vi.mock("../../server/src/rules/registry", () => import("./sampleRules"));

const PROJECT = `\
neox: main
gpus: 8
launches:
  - name: small
    files: [configs/model, configs/heads.yml]
  - { name: large, files: [configs/model], gpus: 64 }
rules: { seed-is-zero: error }
`;

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with({
    ".neox-config.yml": PROJECT,
    "configs/model.yml": "hidden_size: 100\nseed: 0\n",
    "configs/heads.yml": "num_attention_heads: 10\n",
  });
});
afterEach(() => workplace.remove());

describe("the project file", () => {
  const answers = async (...args: string[]) => {
    const { exit, stdout, stderr } = await workplace.command([...args, "--format", "json"]);
    expect(stderr).toBe("");
    return {
      exit,
      answers: stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    };
  };

  it("names the launches that are checked when no file is given", async () => {
    expect(await answers("check")).toEqual({
      exit: 0,
      answers: [
        { id: "small", launches: true, target: "main", gpus: 8, diagnostics: [] },
        { id: "large", launches: true, target: "main", gpus: 64, diagnostics: [] },
      ],
    });
  });

  it("gives defaults that flags replace, and severities", async () => {
    expect(await answers("check", "configs/model", "--neox", "2024-10-31", "--gpus", "2")).toEqual({
      exit: 1,
      answers: [
        {
          launches: false,
          outcome: { phase: "train", atIteration: 0, lastCheckpoint: null },
          target: "2024-10-31",
          gpus: 2,
          diagnostics: [expect.objectContaining({ rule: "seed-is-zero", severity: "error" })],
        },
      ],
    });
  });

  it("is found from a folder below it", async () => {
    const below = await workplace.command(["check", "--format", "json"], "", "configs");
    expect(below.exit).toBe(0);
    expect(
      below.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).id),
    ).toEqual(["small", "large"]);
  });

  it("is told of its mistakes, and the rest holds", async () => {
    await workplace.write(".neox-config.yml", "gpus: many\nneox: main\n");
    const { exit, stdout, stderr } = await workplace.command(["check", "configs/heads"]);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: "No problems found (NeoX main).\n" });
    expect(stderr).toMatch(/^\.neox-config\.yml:1:7: /);
  });

  it("may have launches share a long file, but not so many that the command would not end", async () => {
    const sharing = Array.from(
      { length: 15 },
      (_, i) => `- { name: x${i}, files: [long, small], gpus: ${i + 1} }`,
    );
    const launches = [...sharing, "- { name: other, files: [small] }"];
    await workplace.write(".neox-config.yml", `launches:\n${launches.join("\n")}\n`);
    await workplace.write("long.yml", `hidden_size: 100\n${"# nothing to say\n".repeat(110_000)}`);
    await workplace.write("small.yml", "seed: 1\n");
    const { exit, stdout, stderr } = await workplace.command(["check", "--format", "json"]);
    expect(exit).toBe(2);
    expect(stderr).toBe(
      "neox-config: Too much would be checked again for further launches. Launches left out: 4, the first is x11.\n",
    );
    const names = stdout.split("\n", 12).map((line) => JSON.parse(line).id);
    expect(names).toEqual([...Array.from({ length: 11 }, (_, i) => `x${i}`), "other"]);
  });

  it("has what its launches load read once", async () => {
    const reading = vi.spyOn(nodeLoads, "read");
    await workplace.write(
      ".neox-config.yml",
      "launches: [{ files: [a] }, { files: [b] }, { files: [a], gpus: 2 }]\n",
    );
    for (const name of ["a", "b"])
      await workplace.write(
        `${name}.yml`,
        "load: checkpoint\nhidden_size: 64\nnum_attention_heads: 4\npipe_parallel_size: 1\n",
      );
    await workplace.command(["check"]);
    expect(reading).toHaveBeenCalledTimes(1);
    await workplace.command(["check", "--each", "a.yml", "b.yml"]);
    expect(reading).toHaveBeenCalledTimes(2);
    reading.mockRestore();
  });

  it("must name launches for check to run without files", async () => {
    await workplace.write(".neox-config.yml", "neox: main\n");
    expect(await workplace.command(["check"])).toEqual({
      exit: 2,
      stdout: "",
      stderr: "neox-config: name the config files of a launch: neox-config check model.yml local_setup.yml\n",
    });
  });
});
