import { describe, expect, it } from "vitest";
import { parseHostfile } from "../../server/src/launch/gpus";
import { companionFiles } from "../../server/src/launches/comments/companionFiles";
import { deepyPaths } from "../../server/src/launches/deepyPaths";
import { discoverLaunches } from "../../server/src/launches/discover";
import { readYaml } from "../../server/src/yaml/read";

describe("launches in a text", () => {
  it.each([
    [
      "python ./deepy.py train.py -d configs 125M.yml local_setup.yml",
      ["configs/125M.yml", "configs/local_setup.yml"],
    ],
    ["python deepy.py train.py 125M local_setup", ["125M.yml", "local_setup.yml"]],
    [
      "srun python /opt/neox/deepy.py train.py --conf_dir=cfg \\\n   --wandb_group x a.yml \\\n   b.json",
      ["cfg/a.yml", "cfg/b.json"],
    ],
    ["Run `python deepy.py train.py a.yml b.yml` to start.", ["a.yml", "b.yml"]],
    [
      "\tpython deepy.py eval.py -d configs 'my model.yml' --eval_tasks piqa sciq  # evaluate",
      ["configs/my model.yml"],
    ],
    ["CONFIG=configs/20B.yml\npython deepy.py train.py $CONFIG && echo done", ["configs/20B.yml"]],
    ['DIR := configs\n\tpython deepy.py train.py "$(DIR)/20B.yml" 2>&1 | tee log', ["configs/20B.yml"]],
    ['COMMAND="python deepy.py train.py -d configs a.yml"', ["configs/a.yml"]],
    ["echo 'python deepy.py train.py a.yml'", ["a.yml"]],
    ["python deepy.py train.py -dconfigs a.yml", ["configs/a.yml"]],
    ["python deepy.py train.py a.yml \\", ["a.yml"]],
  ])("%j", (text, files) => {
    expect(discoverLaunches(text).map((launch) => launch.files)).toEqual([files]);
  });

  it.each([
    "python deepy.py train.py $1",
    "python ./deepy.py [script.py] [./path/to/config_1.yml]",
    "python deepy.py train.py configs/*.yml",
    "python deepy.py train.py",
    "python notdeepy.py train.py a.yml",
    "CONFIG=$(ls)\npython deepy.py train.py $CONFIG",
  ])("none in %j", (text) => {
    expect(discoverLaunches(text)).toEqual([]);
  });

  it("stand where the command does", () => {
    const text = "# start\npython deepy.py train.py a.yml\n";
    expect(discoverLaunches(text)).toEqual([
      { script: "train.py", files: ["a.yml"], span: { start: 8, end: 38 } },
    ]);
  });
});

it("deepy.py's names become paths", () => {
  expect(deepyPaths(["125M", "a.yml", "b.json", "c.yaml"])).toEqual([
    "125M.yml",
    "a.yml",
    "b.json",
    "c.yaml.yml",
  ]);
  expect(deepyPaths(["125M", "/etc/a.yml"], "configs/")).toEqual(["configs/125M.yml", "/etc/a.yml"]);
});

it("a comment names the other files of a launch", () => {
  const { comments } = readYaml(
    "# neox-config: with local_setup.yml, data.yml\nseed: 1 # neox-config: ignore x\n",
  );
  expect(companionFiles(comments)).toEqual(["local_setup.yml", "data.yml"]);
});

describe("a hostfile", () => {
  it("lists hosts and their slots", () => {
    expect(parseHostfile("# two\nworker-0 slots=8\n\nworker-1 slots=4 max=8\n")).toEqual(
      new Map([
        ["worker-0", 8],
        ["worker-1", 4],
      ]),
    );
  });

  // Each as DeepSpeed's own `_parse_hostfile` at 91d1c55b says it, but for the entry that is repeated there.
  const BAD_ENTRY = "Hostfile contains a bad entry";
  it.each([
    ["worker-0 slots=8\nworker-1\n", 1, BAD_ENTRY],
    ["worker-0 gpus=8\n", 0, BAD_ENTRY],
    ["worker-0 slots = 8\n", 0, BAD_ENTRY],
    ["worker-0 slots=eight\n", 0, BAD_ENTRY],
    ["a b slots=8\n", 0, BAD_ENTRY],
    ["a slots=8\r\na slots=8\n", 1, "Hostfile contains multiple entries for a"],
    ["x:y/z slots=8\nx:y/z slots=8\n", 1, "Hostfile contains multiple entries for a host"],
  ])("%j is refused", (text, line, reason) => {
    const message = `${reason}, unable to proceed with launching`;
    expect(parseHostfile(text)).toEqual({ key: "hostfile", line, message });
  });

  it.each(["", "# none\n\n"])("%j is empty", (text) => {
    const message = "Hostfile is empty or not formatted correctly, unable to proceed with launching";
    expect(parseHostfile(text)).toEqual({ key: "hostfile", message });
  });

  it("may have old line ends, no slots, and words after the slots", () => {
    expect(parseHostfile("  a   slots=08 extra\rb slots=0")).toEqual(
      new Map([
        ["a", 8],
        ["b", 0],
      ]),
    );
  });
});
