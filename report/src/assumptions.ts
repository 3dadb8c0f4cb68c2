import type { Assumption, Report } from "../../protocol/report";
import type { Actions } from "./actions";
import { idOfControl } from "./controls";
import { html } from "./element";
import { t } from "./l10n";
import { section } from "./section";

/** What the figures rest on, each with what would say it. */
export function assumptionsSection(
  { assumptions }: Report,
  actions: Actions | undefined,
): HTMLElement | undefined {
  if (assumptions.length === 0) return undefined;
  const summary = t("Nobody has said this, and the figures below rest on it.");
  const picture = [assumptionList(assumptions, actions)];
  return section({ id: "assumptions", title: t("Assumed"), summary, picture });
}

export function assumptionList(
  assumptions: readonly Assumption[],
  actions: Actions | undefined,
): HTMLElement {
  const items = assumptions.map((it) => html("li", {}, it.text, ...remedies(it, actions)));
  return html("ul", { class: "assumptions" }, ...items);
}

function remedies(
  { about, setting, writes }: Assumption,
  actions: Actions | undefined,
): (Element | string)[] {
  if (actions === undefined) return [];
  const offered: HTMLElement[] = [];
  if (setting !== undefined)
    offered.push(
      link(`say-${about}`, t("Set it"), () => document.getElementById(idOfControl(setting))?.focus()),
    );
  if (writes !== undefined)
    offered.push(link(`write-${about}`, t("Write {0}", writes), () => actions.write(about)));
  return offered.flatMap((button) => [" ", button]);
}

function link(id: string, text: string, run: () => void): HTMLElement {
  const button = html("button", { type: "button", class: "link", id }, text);
  button.addEventListener("click", run);
  return button;
}
