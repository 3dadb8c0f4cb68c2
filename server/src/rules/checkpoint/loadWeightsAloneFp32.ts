import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { isInference } from "../../model/run/isTraining";
import { stopOf } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };
const TUNED = `${RESUMED_MODEL}finetune: true\n`;

export default defineRule({
  id: "load-weights-alone-fp32",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["finetune", "no_load_optim", "load", "text_gen_type", "eval_tasks"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "AttributeError" },
  summary: "In fp32 without ZeRO, weights alone cannot be loaded",
  explain: `With \`finetune\` or \`no_load_optim\`, and to generate text, DeepSpeed loads weights alone and then calls \`refresh_fp32_params\` of its optimizer
(\`deepspeed/runtime/engine.py:_load_checkpoint\`, DeeperSpeed 0.16.5). In fp32 without ZeRO that is Adam itself, which has
no such method: "'FusedAdam' object has no attribute 'refresh_fp32_params'". ZeRO 1, fp16 and bfloat16 have it.`,
  bad: { files: { "model.yml": TUNED.replace("bfloat16", "fp32") }, loads: EXAMPLE },
  good: { files: { "model.yml": TUNED }, loads: EXAMPLE },
  check(launch, report) {
    if (stopOf(launch, "module-only") === undefined) return;
    report({
      at: ["finetune", "no_load_optim"].find((key) => isOn(launch, key) === true) ?? "load",
      // eval.py loads as generate.py does, and was not run.
      ...(isInference(launch) && (launch.get("text_gen_type") ?? null) === null && { severity: "warning" }),
      message: t(
        "DeepSpeed cannot load weights alone in fp32 without ZeRO: its optimizer has no refresh_fp32_params.",
      ),
      fixes: () => [
        {
          title: t("Use ZeRO 1"),
          preferred: true,
          set: { zero_optimization: new Map([["stage", 1n]]) },
          ...(isOn(launch, "no_load_optim") === true && { remove: ["no_load_optim"] }),
        },
      ],
    });
  },
});
