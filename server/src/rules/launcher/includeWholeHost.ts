import { t } from "../../base/l10n";
import { slotsByHost } from "../../launch/hostFilters";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { chosenHosts } from "./chosenHosts";

const NODES = `${EXAMPLE_MODEL}hostfile: hosts\n`;

export default defineRule({
  id: "include-whole-host",
  phase: "launcher",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["include"],
  holds: since("62aded2e"),
  neox: { at: "megatron/utils.py:obtain_resource_pool" },
  summary: "A host in `include` without its slots is left out",
  explain: `The DeepSpeed that NeoX asks for takes the slots of an included host from \`include\` itself, and a host
without slots has none (DeeperSpeed 91d1c55b, \`deepspeed/launcher/runner.py:393\`; mended in DeepSpeed's #8239). Where no
other host is named the job has no GPU, and NeoX stops at a train batch of 0. Write the slots out, or name the other
hosts in \`exclude\`. Seen by running DeepSpeed's own functions.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${NODES}
        include: worker-1@worker-2:0,1
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${NODES}
        include: worker-1:0,1,2,3@worker-2:0,1
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const include = launch.get("include");
    const chosen = chosenHosts(launch);
    if (typeof include !== "string" || chosen.length !== 1 || chosen[0] !== "include") return undefined;
    const named = [...(slotsByHost(include) ?? [])];
    const lost = named.filter(([, slots]) => slots.size === 0).map(([host]) => host);
    if (lost.length === 0) return undefined;
    return lost.length === named.length
      ? t("DeepSpeed leaves out hosts that include names without slots, and no other is left.")
      : t("DeepSpeed leaves out hosts that include names without slots: {0}.", lost.join(t(", ")));
  },
});
