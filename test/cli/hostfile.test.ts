import { expect, it, onTestFinished } from "vitest";
import type { DiagnosticJson } from "../../server/src/features/launchJson";
import { hostfileCases } from "../hostfiles";
import { Workplace } from "./command";

const said = ({ rule, severity, range: { start, end }, message }: DiagnosticJson) =>
  `${rule} ${severity} ${start.line}:${start.character}-${end.character} ${message}`;

async function checked(files: Readonly<Record<string, string>>, args: readonly string[], stdin = "") {
  const workplace = await Workplace.with(files);
  onTestFinished(() => workplace.remove());
  const { stdout, stderr } = await workplace.command(["check", ...args, "--format", "json"], stdin);
  expect(stderr).toBe("");
  const { gpus, diagnostics } = JSON.parse(stdout);
  return { gpus, findings: diagnostics.map(said) };
}

it.each(hostfileCases)("$name", async ({ files, gpus, findings }) => {
  const expected = { gpus, findings };
  const stream = `${JSON.stringify({ files: ["model.yml"] })}\n`;
  expect(await checked(files, [])).toEqual(expected);
  expect(await checked(files, ["model.yml"])).toEqual(expected);
  expect(await checked(files, ["--launches", "-"], stream)).toEqual(expected);
});

it("the values that NeoX derives from the GPUs of a hostfile", async () => {
  const launchedElsewhere = hostfileCases.find(
    ({ name }) => name === "a hostfile is read where the launch runs",
  );
  const workplace = await Workplace.with(launchedElsewhere?.files ?? {});
  onTestFinished(() => workplace.remove());
  const { stdout } = await workplace.command(["effective", "model.yml", "--format", "json"]);
  expect(JSON.parse(stdout).train_batch_size.value).toBe(48);
});
