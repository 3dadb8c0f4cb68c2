import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { version } from "../../server/package.json";
import { sarifProblems } from "../sarif";
import { Workplace } from "./command";

vi.mock("../../server/src/rules/registry", () => import("./sampleRules"));

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with({
    "configs/my model.yml": "# a model\nhidden_size: 100\nnum_attention_heads: 12\nseed: 0\n",
  });
});
afterEach(() => workplace.remove());

const check = (...flags: string[]) =>
  workplace.command(["check", "configs/my model", "--neox", "2024-10-31", ...flags]);

describe("SARIF", () => {
  it("is valid and says everything: rules, places, related places and fixes", async () => {
    const { exit, stdout } = await check("--format", "sarif");
    const log: unknown = JSON.parse(stdout);
    expect(exit).toBe(1);
    expect(sarifProblems(log)).toEqual([]);
    const artifactLocation = { uri: "configs/my%20model.yml", uriBaseId: "SRCROOT" };
    const place = (startLine: number, startColumn: number, endColumn: number) => ({
      physicalLocation: {
        artifactLocation,
        region: { startLine, startColumn, endLine: startLine, endColumn },
      },
    });
    expect(log).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "neox-config",
              version,
              rules: [
                {
                  id: "heads-divide-hidden",
                  shortDescription: { text: "`hidden_size` must be a multiple of `num_attention_heads`." },
                  help: {
                    text: "Each head gets `hidden_size / num_attention_heads` numbers.",
                    markdown: "Each head gets `hidden_size / num_attention_heads` numbers.",
                  },
                  defaultConfiguration: { level: "error" },
                  properties: {
                    tags: ["model"],
                    keys: ["hidden_size", "num_attention_heads"],
                    neox: { at: "megatron/mpu/utils.py:divide", raises: "AssertionError" },
                  },
                },
                {
                  id: "seed-is-zero",
                  shortDescription: { text: "A seed of 0 is no seed." },
                  help: { text: "It is not set at all.", markdown: "It is not set at all." },
                  defaultConfiguration: { level: "warning" },
                  properties: {
                    tags: ["train"],
                    keys: ["seed"],
                    neox: { at: "megatron/initialize.py:_set_random_seed" },
                  },
                },
              ],
            },
          },
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: { SRCROOT: { uri: `file://${workplace.folder}/` } },
          results: [
            {
              ruleId: "heads-divide-hidden",
              ruleIndex: 0,
              level: "error",
              message: { text: "100 is not divisible by 12." },
              locations: [place(2, 14, 17)],
              relatedLocations: [
                { id: 0, ...place(3, 22, 24), message: { text: "num_attention_heads is 12" } },
              ],
              fixes: [
                {
                  description: { text: "hidden_size: 96" },
                  artifactChanges: [
                    {
                      artifactLocation,
                      replacements: [
                        {
                          deletedRegion: { startLine: 2, startColumn: 14, endLine: 2, endColumn: 17 },
                          insertedContent: { text: "96" },
                        },
                      ],
                    },
                  ],
                },
              ],
              properties: {
                phase: "model",
                keys: ["hidden_size", "num_attention_heads"],
                neox: { at: "megatron/mpu/utils.py:divide", raises: "AssertionError" },
              },
            },
            {
              ruleId: "seed-is-zero",
              ruleIndex: 1,
              level: "warning",
              message: { text: "0 is no seed." },
              locations: [place(4, 7, 8)],
              properties: {
                phase: "train",
                keys: ["seed"],
                neox: { at: "megatron/initialize.py:_set_random_seed" },
              },
            },
          ],
        },
      ],
    });
  });

  it("is a valid document without findings, too", async () => {
    const { exit, stdout } = await workplace.command(["check", "-", "--format", "sarif"], "seed: 1\n");
    expect(exit).toBe(0);
    expect(sarifProblems(JSON.parse(stdout))).toEqual([]);
  });
});

describe("GitHub annotations", () => {
  it("escape what workflow commands would read", async () => {
    await workplace.remove();
    workplace = await Workplace.with({ "a,b:100%.yml": "hidden_size: 5\nnum_attention_heads: 2\n" });
    expect(await workplace.command(["check", "a,b:100%", "--format", "github"])).toEqual({
      exit: 1,
      stdout:
        "::error file=a%2Cb%3A100%25.yml,line=1,endLine=1,col=14,endColumn=15,title=heads-divide-hidden::5 is not divisible by 2.%0AFix: hidden_size: 4\n",
      stderr: "",
    });
  });
});

describe("GitLab's code quality report", () => {
  it("lists findings with fingerprints that stay when other lines move", async () => {
    const report = async () => JSON.parse((await check("--format", "gitlab")).stdout);
    const [first, second] = await report();
    expect([first, second]).toEqual([
      {
        description: "100 is not divisible by 12.",
        check_name: "heads-divide-hidden",
        fingerprint: expect.stringMatching(/^[\da-f]{64}$/),
        severity: "critical",
        location: { path: "configs/my model.yml", lines: { begin: 2, end: 2 } },
      },
      {
        description: "0 is no seed.",
        check_name: "seed-is-zero",
        fingerprint: expect.stringMatching(/^[\da-f]{64}$/),
        severity: "major",
        location: { path: "configs/my model.yml", lines: { begin: 4, end: 4 } },
      },
    ]);
    expect(first.fingerprint).not.toBe(second.fingerprint);
    await workplace.write("configs/my model.yml", "\n\nhidden_size: 100\nnum_attention_heads: 12\n");
    expect(await report()).toEqual([
      { ...first, location: { path: "configs/my model.yml", lines: { begin: 3, end: 3 } } },
    ]);
  });
});
