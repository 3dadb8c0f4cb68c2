import { t } from "../../base/l10n";
import type { CheckResult } from "../check";
import { targetLabel } from "../launchJson";
import type { NeoxAnswer } from "./answer";
import type { Verification } from "./verification";

/** NeoX's verdict beside ours, as Markdown that also reads well as it is. */
export function verificationText(found: Verification): string {
  const { answer } = found;
  const parts = [
    `**${headline(found)}**`,
    statement(answer),
    found.trouble?.message ?? "",
    found.keys.length === 0 ? "" : t("Keys: {0}", found.keys.map((key) => `\`${key}\``).join(", ")),
    ours(found),
    list(t("NeoX logged:"), [...new Set(answer.verdict?.logged ?? [])]),
    surroundings(answer),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline({ agreement, answer: { verdict, failed } }: Verification): string {
  if (failed !== undefined || verdict === undefined) return t("NeoX could not be asked");
  if (agreement === "unknown") return t("NeoX could not be asked to the end");
  const neox = verdict.launches ? launched(verdict.checkedThrough) : t("NeoX stops");
  return agreement === "agrees" ? t("{0}, as expected", neox) : t("{0}, and we did not expect it", neox);
}

function launched(through: string | undefined): string {
  return through === "args"
    ? t("NeoX takes these arguments")
    : t("NeoX takes these arguments, and builds and runs a layer of each kind");
}

function statement({ verdict, failed }: NeoxAnswer): string {
  if (failed !== undefined) return indented([failed.message, ...failed.frames].join("\n"));
  if (verdict === undefined || verdict.launches) return "";
  const frames = (verdict.frames ?? []).map((it) => `  ${it}`);
  return indented([`${verdict.type}: ${verdict.message}`, ...frames].join("\n"));
}

function ours({ errors, agreement }: Verification): string {
  if (errors.length > 0)
    return list(
      t("We say:"),
      errors.map(({ rule, message }) => `\`${rule}\`: ${message}`),
    );
  return agreement === "missed" ? t("We found no error.") : "";
}

function surroundings({ python, torch, standIns }: NeoxAnswer): string {
  const versions =
    torch === null
      ? t("Python {0} without PyTorch, so no layer was built", python)
      : `Python ${python}, PyTorch ${torch}`;
  const missing =
    standIns.missing.length === 0 ? [] : [t("missing, and stood in for: {0}", standIns.missing.join(", "))];
  const notRun =
    standIns.notRun.length === 0 ? [] : [t("there, and not run: {0}", standIns.notRun.join(", "))];
  return `${[versions, ...missing, ...notRun].join("; ")}.`;
}

/** A disagreement, ready to be sent by who wants to: nothing is sent from here. */
export function disagreementReport(checked: CheckResult, found: Verification, version: string): string {
  const { launch } = checked;
  const { base, isUnchanged } = (launch.target.kind === "checkout" && launch.target.place) || {};
  const where =
    base === undefined
      ? "unknown base"
      : `${isUnchanged ? "" : "changed from "}${base.commit} (${base.date})`;
  const { python, torch, standIns } = found.answer;
  const files = launch.files.flatMap(({ path, document }) => [`\`${path}\``, fenced("yaml", document.text)]);
  return [
    `neox-config ${version}: ${found.agreement === "falseError" ? "an error that NeoX does not raise" : "NeoX stops and nothing is said"}`,
    `gpt-neox ${targetLabel(launch.target)}, ${where}; GPUs: ${launch.gpus ?? 1}; Python ${python}, PyTorch ${torch ?? "none"}; stood in for: ${[...standIns.missing, ...standIns.notRun].join(", ")}`,
    fenced("", statement(found.answer).trim() || "launches"),
    ...found.errors.map(({ rule, message, neox }) => `- ${rule} (${neox.at}): ${message}`),
    ...files,
  ].join("\n\n");
}

/** A block of code whose fence is longer than any in it. */
function fenced(language: string, text: string): string {
  const runs = text.match(/`{4,}/g) ?? [];
  const fence = "`".repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 4));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `${title}\n\n${items.map((item) => `- ${item}`).join("\n")}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, "    ");
}
