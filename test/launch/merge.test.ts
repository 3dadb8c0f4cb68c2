import { describe, expect, it } from "vitest";
import { createLaunch, type LaunchOptions } from "../../server/src/launch/createLaunch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

function launchOf(files: Readonly<Record<string, string>>, options: Partial<LaunchOptions> = {}) {
  const read = Object.entries(files).map(([path, text]) => ({ path, document: readYaml(text) }));
  return createLaunch({ files: read, target: MAIN_TARGET, ...options });
}

/** Each setting with its file and its clashes, as `from_ymls` would meet them. */
function merged(files: Readonly<Record<string, string>>) {
  const { settings, clashes } = launchOf(files);
  return {
    settings: [...settings.values()].map((it) => [it.name, it.writtenName, it.value, it.file.path]),
    clashes: clashes.map((it) => [it.earlier.writtenName, it.later.writtenName, it.kind, it.stopsNeoX]),
  };
}

describe("merging the files of a launch", () => {
  it("refuses a key with underscores that an earlier file has set, however that was spelled", () => {
    expect(merged({ "a.yml": "hidden-size: 1\nseed: 1", "b.yml": "hidden_size: 2" })).toEqual({
      settings: [
        ["hidden_size", "hidden_size", 2n, "b.yml"],
        ["seed", "seed", 1n, "a.yml"],
      ],
      clashes: [["hidden-size", "hidden_size", "across-files", true]],
    });
  });

  it("lets a key with dashes replace an earlier one in silence", () => {
    expect(merged({ "a.yml": "hidden-size: 1", "b.yml": "hidden-size: 2" })).toEqual({
      settings: [["hidden_size", "hidden-size", 2n, "b.yml"]],
      clashes: [["hidden-size", "hidden-size", "across-files", false]],
    });
  });

  it("tells two spellings in one file apart by their order", () => {
    expect(merged({ "a.yml": "log-interval: 1\nlog_interval: 2" }).clashes).toEqual([
      ["log-interval", "log_interval", "same-file", true],
    ]);
    expect(merged({ "a.yml": "log_interval: 1\nlog-interval: 2" }).clashes).toEqual([
      ["log_interval", "log-interval", "same-file", false],
    ]);
  });

  it("takes the last of one spelling in one file, as PyYAML does", () => {
    expect(merged({ "a.yml": "seed: 1\nseed: 2" })).toEqual({
      settings: [["seed", "seed", 2n, "a.yml"]],
      clashes: [["seed", "seed", "same-file", false]],
    });
  });

  it("takes what a merge key brings in, under what is written", () => {
    const text = "base: &base { seed: 1, num-layers: 2 }\n<<: *base\nseed: 3\n";
    expect(merged({ "a.yml": text }).settings).toEqual([
      ["seed", "seed", 3n, "a.yml"],
      ["num_layers", "num-layers", 2n, "a.yml"],
      [
        "base",
        "base",
        new Map<string, bigint>([
          ["seed", 1n],
          ["num-layers", 2n],
        ]),
        "a.yml",
      ],
    ]);
  });

  it("leaves out what is no mapping and keys that are no strings", () => {
    expect(merged({ "a.yml": "- seed", "b.yml": "", "c.yml": "1: 2\nseed: 3" }).settings).toEqual([
      ["seed", "seed", 3n, "c.yml"],
    ]);
  });
});

describe("a value of a launch", () => {
  const overlay = "data_path: data";
  const model = "hidden_size: 768\nnum_attention_heads: 12";

  it("is the default where the files are a model, and unknown where they are an overlay", () => {
    expect(launchOf({ "a.yml": overlay }).scope).toBe("overlay");
    expect(launchOf({ "a.yml": overlay }).get("pipe_parallel_size")).toBe(undefined);
    expect(launchOf({ "a.yml": model }).scope).toBe("model");
    expect(launchOf({ "a.yml": model }).get("pos_emb")).toBe("learned");
    expect(launchOf({ "a.yml": overlay }, { scope: "launch" }).get("pos_emb")).toBe("learned");
  });

  it("is the command line's where deepy.py overwrites it", () => {
    const launch = launchOf({ "a.yml": "wandb_group: mine" }, { overwrite: { wandb_group: "theirs" } });
    expect(launch.get("wandb_group")).toBe("theirs");
  });

  it("of config_files is the texts of the files", () => {
    expect(launchOf({ "x/a.yml": "config_files: 1" }).get("config_files")).toEqual(
      new Map([["a.yml", "config_files: 1"]]),
    );
  });

  it("can be tried without a text", () => {
    const launch = launchOf({ "a.yml": `${model}\nseed: 5` });
    const tried = launch.with({ hidden_size: 1024n, num_kv_heads: 4n, seed: undefined });
    expect([tried.int("hidden_size"), tried.int("num_kv_heads"), tried.get("seed")]).toEqual([
      1024,
      4,
      1234n,
    ]);
    expect(tried.with({ hidden_size: undefined }).get("hidden_size")).toBe(null);
    expect([...tried.settings.keys()]).toEqual(["hidden_size", "num_attention_heads", "num_kv_heads"]);
    expect(launch.int("hidden_size")).toBe(768);
  });

  it("is known of a fork's argument", () => {
    const launch = launchOf({ "a.yml": "my_flag: 1" }, { extraArguments: ["my_flag", "seed"] });
    expect(launch.catalogue.get("my_flag")?.name).toBe("my_flag");
    expect(launch.catalogue.names.filter((name) => name === "seed" || name === "my_flag")).toEqual([
      "seed",
      "my_flag",
    ]);
  });
});

describe("the GPUs of a launch", () => {
  const hosts = new Map([
    ["worker-0", 8],
    ["worker-1", 8],
  ]);

  it.each([
    ["global_num_gpus: 4", { gpus: 8 }, 4],
    ["num_gpus: 4", { gpus: 8 }, 8],
    ["num_gpus: 4\nnum_nodes: 2", {}, 8],
    ["num_gpus: 4\nhostfile: /job/hostfile", {}, undefined],
    ["seed: 1", { hosts }, 16],
    ["num_nodes: 1", { hosts }, 8],
    ["num_gpus: 4", { hosts }, 8],
    ["seed: 1", {}, undefined],
  ])("of %j with %j are %j", (text, options, gpus) => {
    expect(launchOf({ "a.yml": text }, options).gpus).toBe(gpus);
  });
});
