import { t } from "../../l10n";
import { isOn, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { setNested } from "../nested/nestedValue";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { optimizerType } from "./optimizerType";

const optimizer = (type: string) => `optimizer:\n  type: ${type}\n  params:\n    lr: 0.0006\n`;

/** What a type of optimizer asks for, or leaves undone. */
export const optimizerKindRules: readonly Rule[] = [
  defineSingleFinding({
    id: "optimizer-mup-type",
    phase: "optimizer",
    severity: "warning",
    keys: ["optimizer", "use_mup"],
    neox: { at: "megatron/training.py:get_optimizer", raises: "AssertionError" },
    summary: "`use_mup` needs Adam or SGD",
    explain: "NeoX asserts it once the model is built (`megatron/training.py:997`).",
    bad: `${EXAMPLE_MODEL}use_mup: true\n${optimizer("lion")}`,
    good: `${EXAMPLE_MODEL}use_mup: true\n${optimizer("Adam")}`,
    says: (launch) => {
      const type = optimizerType(launch);
      if (type === undefined || launch.get("use_mup") !== true || type === "adam" || type === "sgd")
        return undefined;
      return t("With use_mup NeoX takes only adam and sgd, and the optimizer is {0}.", type);
    },
  }),
  defineSingleFinding({
    id: "optimizer-sgd-needs-mup",
    phase: "optimizer",
    severity: "warning",
    keys: ["optimizer", "use_mup"],
    neox: { at: "megatron/training.py:get_optimizer", raises: "AssertionError" },
    summary: "`sgd` is the SGD of muP, and needs `use_mup`",
    explain: `NeoX imports it from the package mup (\`megatron/training.py:1084\`), which asserts base shapes on every
parameter; they are set only with \`use_mup\`.`,
    bad: `${EXAMPLE_MODEL}${optimizer("sgd")}`,
    good: `${EXAMPLE_MODEL}use_mup: true\n${optimizer("sgd")}`,
    says: (launch) =>
      optimizerType(launch) === "sgd" && isOn(launch, "use_mup") === false
        ? t("sgd is muP's SGD, which stops at parameters without base shapes: use_mup is off.")
        : undefined,
  }),
  defineSingleFinding({
    id: "cpu-torch-adam-never",
    phase: "optimizer",
    severity: "information",
    keys: ["optimizer"],
    neox: { at: "megatron/training.py:get_optimizer" },
    summary: "`cpu_torch_adam` gives DeepSpeed's CPU Adam",
    explain: `NeoX compares the whole block with the name (\`megatron/training.py:1003\`), which is never equal, so torch's
Adam is never taken. \`cpu_adam\` says what happens.`,
    bad: `${EXAMPLE_MODEL}${optimizer("cpu_torch_adam")}`,
    good: `${EXAMPLE_MODEL}${optimizer("cpu_adam")}`,
    says: (launch) =>
      optimizerType(launch) === "cpu_torch_adam"
        ? t("cpu_torch_adam gives DeepSpeedCPUAdam, as cpu_adam does, and not torch's Adam.")
        : undefined,
    fixes: (launch) => [
      {
        title: t("{0}: {1}", "type", "cpu_adam"),
        preferred: true,
        edits: setNested(launch, ["optimizer", "type"], "cpu_adam"),
      },
    ],
  }),
  defineSingleFinding({
    id: "sm3-ignores-weight-decay",
    phase: "optimizer",
    severity: "information",
    keys: ["weight_decay"],
    tag: "unnecessary",
    neox: { at: "megatron/training.py:get_optimizer" },
    summary: "SM3 has no weight decay",
    explain: "NeoX builds SM3 with `optimizer.params` alone (`megatron/training.py:1018`).",
    bad: `${EXAMPLE_MODEL}weight_decay: 0.1\n${optimizer("sm3")}`,
    good: `${EXAMPLE_MODEL}weight_decay: 0.0\n${optimizer("sm3")}`,
    says: (launch) =>
      optimizerType(launch) === "sm3" && isOn(launch, "weight_decay") === true
        ? t("weight_decay has no effect: SM3 has none.")
        : undefined,
    fixes: () => [removeKey("weight_decay", false)],
  }),
  defineSingleFinding({
    id: "bnb-only-adam",
    phase: "optimizer",
    severity: "warning",
    keys: ["use_bnb_optimizer", "optimizer", "use_mup"],
    neox: { at: "megatron/training.py:get_optimizer" },
    summary: "`use_bnb_optimizer` is for Adam without muP",
    explain: `Only the branch of plain Adam looks at it (\`megatron/training.py:1047\`, \`:1058\`); with another optimizer its
states stay in 32 bits, and only the embedding changes its class.`,
    bad: `${EXAMPLE_MODEL}use_bnb_optimizer: true\n${optimizer("lion")}`,
    good: `${EXAMPLE_MODEL}use_bnb_optimizer: true\n${optimizer("Adam")}`,
    says: (launch) => {
      const type = optimizerType(launch);
      if (!isSwitchedOn(launch, "use_bnb_optimizer") || type === undefined) return undefined;
      if (type !== "adam") return t("use_bnb_optimizer gives no 8-bit optimizer: the type is {0}.", type);
      return launch.get("use_mup") === true
        ? t("use_bnb_optimizer gives no 8-bit optimizer: use_mup takes Adam of its own.")
        : undefined;
    },
    fixes: () => [setValue("use_bnb_optimizer", false)],
  }),
];
