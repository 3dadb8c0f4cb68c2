import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasTorch, isThere, PYTHON } from "../checkoutPython";
import { CHECKOUT } from "../smallCheckout";
import { Workplace } from "./command";

describe.skipIf(!isThere)(
  isThere ? "a checkout is asked itself" : "skipped: no python3 with PyYAML (PYTHON names one)",
  () => {
    let workplace: Workplace;
    beforeAll(async () => {
      workplace = await Workplace.with(CHECKOUT);
    });
    afterAll(() => workplace.remove());

    const ask = async (text: string, ...more: string[]) => {
      await workplace.write("a.yml", text);
      const args = ["verify", "a.yml", "--neox", ".", "--python", PYTHON, ...more];
      return workplace.command(args, "", ".", { assets: resolve("server") });
    };
    const askJson = async (text: string) => {
      const { exit, stdout } = await ask(text, "--format", "json");
      return { exit, ...JSON.parse(stdout) };
    };

    test("a launch that it takes; what is missing is stood in for, and said", async () => {
      const { exit, agreement, verdict, standIns } = await askJson("hidden_size: 4\n");
      expect({ exit, agreement, launches: verdict.launches }).toEqual({
        exit: 0,
        agreement: "agrees",
        launches: true,
      });
      expect(verdict.checkedThrough).toBe(hasTorch ? "forward" : "args");
      expect(standIns.missing).toContain("a_package_that_nobody_has");
    }, 120_000);

    test("a launch that it stops: where, and the key; what we did not expect is a text for a report", async () => {
      const { exit, stdout } = await ask("hidden_size: 5\n");
      expect(exit).toBe(1);
      expect(stdout).toMatch(/^NeoX stops, and we did not expect it/);
      expect(stdout).toContain("ValueError: hidden_size must be even");
      expect(stdout).toMatch(/neox_arguments\/arguments\.py:\d+:check/);
      expect(stdout).toContain("Keys: `hidden_size`");
      expect(stdout).toMatch(/Text for a report[\s\S]*```yaml\nhidden_size: 5\n/);
      expect(stdout).not.toContain("the checkout speaks");
    }, 120_000);

    test("an error that both know", async () => {
      const { exit, agreement, verdict, ours } = await askJson("hidden_sise: 4\nhidden_size: 4\n");
      expect({ exit, agreement, type: verdict.type }).toEqual({
        exit: 1,
        agreement: "agrees",
        type: "TypeError",
      });
      expect(ours.map((it: { rule: string }) => it.rule)).toEqual(["unknown-argument"]);
    }, 120_000);

    test.skipIf(!hasTorch)(
      hasTorch ? "a layer that cannot be run" : "skipped: no PyTorch, so no layer can be built",
      async () => {
        const { exit, verdict } = await askJson("hidden_size: 4\nextra: 1\n");
        expect({ exit, phase: verdict.phase, type: verdict.type }).toEqual({
          exit: 1,
          phase: "model",
          type: "RuntimeError",
        });
        expect(verdict.at).toMatch(/^megatron\/model\/transformer\.py:\d+:forward$/);
      },
      120_000,
    );

    test("it is stopped when its time is over", async () => {
      const { exit, stderr } = await ask("wait: true\n", "--seconds", "2");
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: "neox-config: NeoX was stopped after 2 seconds: --seconds gives it more\n",
      });
    }, 120_000);
  },
);

test("only a checkout can be asked, and only with a Python that is there", async () => {
  const workplace = await Workplace.with({ ...CHECKOUT, "a.yml": "hidden_size: 4\n" });
  const run = async (...args: string[]) => workplace.command(["verify", "a.yml", ...args]);
  expect(await run("--neox", "main")).toMatchObject({
    exit: 2,
    stderr: "neox-config: verify runs a gpt-neox of yours: name the folder of a checkout with --neox\n",
  });
  const { exit, stderr } = await run("--neox", ".", "--python", "./no-python");
  expect(exit).toBe(2);
  expect(stderr).toContain("no-python cannot be run: ");
  await workplace.remove();
});
