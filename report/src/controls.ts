import type { Report, ReportControls, ReportSetting } from "../../protocol/report";
import type { Actions } from "./actions";
import { html } from "./element";
import { t } from "./l10n";

/** The settings that the figures depend on, to be tried out. */
export function controlsOf({ controls }: Report, actions: Actions | undefined): HTMLElement | undefined {
  if (controls === undefined || actions === undefined) return undefined;
  const fields = [
    gpusField(controls, actions),
    gpuField(controls, actions),
    vocabularyField(controls, actions),
  ];
  return html("form", { class: "controls", "aria-label": t("Settings") }, ...fields);
}

export function idOfControl(setting: ReportSetting): string {
  return `set-${setting}`;
}

function gpusField({ gpus, isGpusOfLaunch }: ReportControls, actions: Actions): HTMLElement {
  const label = isGpusOfLaunch ? t("GPUs, as the project file says") : t("GPUs");
  const input = countInput("gpus", gpus, actions);
  if (isGpusOfLaunch) input.setAttribute("disabled", "");
  return html("label", {}, label, input);
}

function vocabularyField({ vocabularySize }: ReportControls, actions: Actions): HTMLElement {
  return html(
    "label",
    {},
    t("Tokens of the vocabulary"),
    countInput("vocabularySize", vocabularySize, actions),
  );
}

/** Empty: unknown. What is no count is not taken, and the browser says so. */
function countInput(setting: ReportSetting, value: number | null, actions: Actions): HTMLInputElement {
  const input = html("input", {
    id: idOfControl(setting),
    type: "number",
    min: 1,
    step: 1,
    placeholder: t("unknown"),
    value: value ?? "",
  });
  input.addEventListener("change", () => {
    if (!input.reportValidity()) return;
    actions.set(setting, input.value === "" ? null : Number(input.value));
  });
  return input;
}

function gpuField({ gpu, gpuNames }: ReportControls, actions: Actions): HTMLElement {
  const options = ["", ...gpuNames].map((name) =>
    html("option", { value: name, ...(name === gpu && { selected: "" }) }, name === "" ? t("unknown") : name),
  );
  const select = html("select", { id: idOfControl("gpu") }, ...options);
  select.addEventListener("change", () => actions.set("gpu", select.value === "" ? null : select.value));
  return html("label", {}, t("Kind of GPU"), select);
}
