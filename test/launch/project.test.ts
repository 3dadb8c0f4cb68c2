import { describe, expect, it } from "vitest";
import { readProject } from "../../server/src/launches/project";
import { namesInProject } from "../../server/src/launches/projectNames";
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

  it("names what the last of equal keys says, as it is read", () => {
    const text = "neox: a\nlaunches: [{files: b.yml, files: [c.yml]}]\nneox: d\n";
    expect(namesInProject(readYaml(text)).map(({ kind, name }) => [kind, name])).toEqual([
      ["file", "c.yml"],
      ["neox", "d"],
    ]);
  });

  it("tells what is too long or too much, and leaves it out", () => {
    const long = "x".repeat(1001);
    const most = "y".repeat(1000);
    const text = `neox: &k ${long}
arguments: [*k, a, a]
launches:
- {name: &y ${most}, files: &f [*y, *y, *y, b.yml]}
${"- {name: *y, files: *f}\n".repeat(500)}`;
    const { project, problems } = readProject(readYaml(text));
    expect(project.neox).toBeUndefined();
    expect(project.arguments).toEqual(["a"]);
    expect(project.launches).toHaveLength(332);
    expect(project.launches[331]).toEqual({ name: most, files: [most, most, "b.yml"] });
    expect(problems.map(({ message }) => message)).toEqual([
      "Here a text of at most 1000 characters is needed.",
      "Here a text of at most 1000 characters is needed.",
      "The names of all launches are longer than 1000000 characters; this one and the rest are left out.",
    ]);
  });

  it("of a key that comes again takes the last, and looks at no more keys than a launch has", () => {
    const text = `launches: [{files: [a.yml], ${"k: 1, ".repeat(2000)}files: [b.yml]}]\nlaunches: [{files: [c.yml], files: [d.yml], ${"k: 1, ".repeat(2000)}}]\n`;
    const { project, problems } = readProject(readYaml(text));
    expect(project.launches.map(({ files }) => files)).toEqual([["d.yml"]]);
    expect(problems[0]?.message).toMatch(/^No more than 100 names/);
    expect(problems.at(-1)?.message).toBe("A launch has no k: it takes name, files, gpus.");
    expect(problems).toHaveLength(99);
  });
});
