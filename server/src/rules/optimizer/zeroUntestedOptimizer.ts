import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { optimizerType } from "../../model/run/optimizerType";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";
import { allowUntested, isUntestedAllowed } from "./untestedOptimizer";

/** Optimizers whose class DeepSpeed does not list as tested with ZeRO. */
const UNTESTED: ReadonlySet<string> = new Set(["sm3", "madgrad_wd", "sgd"]);

export default defineRule({
  id: "zero-untested-optimizer",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer", "zero_optimization", "use_bnb_optimizer", "deepspeed_extra_args"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  onlyIn: "training",
  summary: "ZeRO wants to be told that an optimizer is untested with it",
  sources: ["deepspeed/runtime/engine.py:1323:_do_optimizer_sanity_check at DeeperSpeed 91d1c55b"],
  explain: `DeepSpeed knows torch's Adam, AdamW and Adagrad and its own Adam and Lion; SM3, MADGRAD, muP's SGD and the
8-bit Adam it refuses unless \`zero_allow_untested_optimizer\` is true. NeoX has no argument of that name;
\`deepspeed_extra_args\` passes it on. Seen by running DeeperSpeed 91d1c55b on a CPU.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 1}
    ${exampleOptimizer("madgrad_wd")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 1}
    deepspeed_extra_args: {zero_allow_untested_optimizer: true}
    ${exampleOptimizer("madgrad_wd")}
  `,
  message: (launch) => {
    const type = optimizerType(launch);
    const isEightBit =
      type === "adam" && isSwitchedOn(launch, "use_bnb_optimizer") && launch.get("use_mup") !== true;
    if (type === undefined || zeroStage(launch) < 1 || !(UNTESTED.has(type) || isEightBit)) return undefined;
    if (isUntestedAllowed(launch)) return undefined;
    return t(
      "DeepSpeed refuses {0} with ZeRO stage {1} unless deepspeed_extra_args has zero_allow_untested_optimizer: true.",
      isEightBit ? "Adam8bit" : type,
      zeroStage(launch),
    );
  },
  fixes: allowUntested,
});
