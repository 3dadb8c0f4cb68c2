import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** The keys of each objective by the `train_impl` that reads them (megatron/training.py:588-853). */
const READ_BY: Readonly<Record<string, readonly string[]>> = {
  dpo_beta: ["dpo"],
  dpo_fp32: ["dpo"],
  dpo_reference_free: ["dpo"],
  kto_beta: ["kto"],
  kto_fp32: ["kto"],
  kto_desirable_weight: ["kto"],
  kto_undesirable_weight: ["kto"],
  kl_impl: ["reinforce"],
  kl_div_beta: ["reinforce"],
  fp32_reinforce: ["reinforce"],
  z_loss: ["rm"],
};

export default defineRule({
  id: "objective-key-unused",
  phase: "train",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: [...Object.keys(READ_BY), "train_impl"],
  idle: Object.keys(READ_BY),
  holds: since("77e8158a"),
  neox: { at: "megatron/training.py:forward_step" },
  summary: "Keys of another training objective",
  sources: ["megatron/training.py:588-853:forward_step"],
  explain: `\`dpo_*\`, \`kto_*\`, the keys of reinforce and \`z_loss\` are read in the branch of their own
\`train_impl\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    dpo_beta: 0.2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_impl: dpo
    dataset_impl: pairwise
    pack_impl: unpacked
    dpo_beta: 0.2
  `,
  message: (launch, key) => {
    const objective = launch.get("train_impl");
    const readers = ownValue(READ_BY, key) ?? [];
    return typeof objective !== "string" || readers.includes(objective)
      ? undefined
      : t("{0} has no effect: train_impl is {1}, and {2} reads it.", key, objective, readers.join(t(", ")));
  },
});
