import { describe, expect, it } from "vitest";
import { readProject } from "../../server/src/launches/project";
import { readYaml } from "../../server/src/yaml/read";

const NOTHING = { launches: [], rules: {}, arguments: [] };

describe("the project file", () => {
  it("says the target, the GPUs, the launches, the rules and a fork's arguments", () => {
    const text = `neox: 2024-10-31
gpus: 8
launches:
  - name: pythia-160m
    files: [configs/pythia/160M.yml, configs/local_setup.yml]
    gpus: 64
  - files: [a.yml]
rules: { repeated-key: off, wrong-type: warning }
arguments: [my_fork_flag]
`;
    expect(readProject(readYaml(text))).toEqual({
      project: {
        neox: "2024-10-31",
        gpus: 8,
        launches: [
          { name: "pythia-160m", files: ["configs/pythia/160M.yml", "configs/local_setup.yml"], gpus: 64 },
          { name: "a.yml", files: ["a.yml"] },
        ],
        rules: { "repeated-key": "off", "wrong-type": "warning" },
        arguments: ["my_fork_flag"],
      },
      problems: [],
    });
  });

  it("may be empty", () => {
    expect(readProject(readYaml(""))).toEqual({ project: NOTHING, problems: [] });
    expect(readProject(readYaml("# later\nlaunches:\n"))).toEqual({ project: NOTHING, problems: [] });
  });

  it("tells what it cannot use, at its place, and keeps the rest", () => {
    const text = "gpus: many\nneox: main\ncolour: red\nlaunches: [{ name: x }]\nrules: { a: loud }\n";
    const { project, problems } = readProject(readYaml(text));
    expect(project).toEqual({ ...NOTHING, neox: "main" });
    expect(problems.map(({ message, span }) => [text.slice(span.start, span.end), message])).toEqual([
      ["many", "Here a whole number from 1 on is needed."],
      [
        "colour",
        ".neox-config.yml has no colour: it takes neox, gpus, launchDirectory, launches, rules, arguments.",
      ],
      ["{ name: x }", "A launch needs files."],
      ["loud", "A rule is set to one of error, warning, information, hint, off."],
    ]);
  });
});
