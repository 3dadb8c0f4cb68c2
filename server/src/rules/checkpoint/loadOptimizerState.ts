import { t } from "../../base/l10n";
import type { Fix, Report } from "../../engine/rule";
import { scalarText } from "../../python/scalarText";
import { blamed } from "../../resume/blame";
import type { LoadContext } from "../../resume/context";
import { loadingOf } from "../../resume/loading";
import type { LoadStop, OptimizerForm } from "../../resume/stop";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-optimizer-state",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "AttributeError" },
  summary: "The optimizer's state in `load` is of another kind",
  explain: `Weights fit any precision, the optimizer's state does not: without ZeRO it lies beside the weights, ZeRO keeps it in
files of its own, and bfloat16 in others again (\`deepspeed/runtime/engine.py:_get_zero_ckpt_name\`). ZeRO 1 and 2 load each
other. Without weight decay all parameters are in one group, with it in two
(\`megatron/model/utils.py:get_params_for_weight_decay_optimization\`), and every optimizer asks for what it kept itself.
\`finetune\` loads weights alone, begins at iteration 0, and needs ZeRO, fp16 or bfloat16.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL.replace("bfloat16", "fp32").replace("stage: 0", "stage: 1") },
    loads: EXAMPLE,
  },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "stops") return;
    const told = toldOf(loading.stop, loading.context);
    if (told === undefined) return;
    const [key = "load", ...others] = blamed(loading.context, told.keys);
    report({
      at: key,
      keys: [key, ...others],
      operands: ["load", key, ...others],
      ...told.stops,
      message: told.message,
      fixes: () => told.fixes,
    });
  },
});

/** ZeRO and bfloat16 look for files of their own. */
const NO_FILE: Pick<Report, "neox"> = {
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "FileNotFoundError" },
};

interface Told {
  readonly keys: readonly string[];
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Where it stops, if not as the state is loaded. */
  readonly stops?: Pick<Report, "phase" | "neox">;
}

function toldOf(stop: LoadStop, { launch }: LoadContext): Told | undefined {
  switch (stop.kind) {
    case "optimizer-form":
      return {
        keys: ["precision", "bf16", "fp16", "zero_optimization"],
        message: t(
          "The checkpoint keeps the optimizer's state {0}, and this launch looks for it {1}.",
          FORMS[stop.saved](),
          FORMS[stop.launched](),
        ),
        fixes: stop.launched === "plain" ? [] : [weightsAlone()],
        ...((stop.launched === "zero" || stop.launched === "bfloat16") && { stops: NO_FILE }),
      };
    case "optimizer-groups":
      return {
        keys: ["weight_decay"],
        message: t(
          "weight_decay makes {0} groups of parameters here, and the checkpoint's optimizer has {1}: it is 0 in one of them only.",
          stop.launched,
          stop.saved,
        ),
        fixes: [],
      };
    case "reference-groups":
      return {
        keys: ["train_impl"],
        message: t(
          "{0} loads the checkpoint again for its reference model, whose optimizer has one group of parameters, and the saved one has {1}.",
          stop.objective,
          stop.saved,
        ),
        fixes: [],
      };
    case "optimizer-type":
      return {
        keys: ["optimizer"],
        message: t(
          "{0} asks for {1} in its first step, and the checkpoint was saved by an optimizer that keeps no such thing.",
          scalarText(launch.derivation.get("optimizer_type")),
          stop.missing,
        ),
        fixes: [],
        stops: { phase: "train", neox: { at: "megatron/training.py:train_step", raises: "KeyError" } },
      };
    case "tied-optimizer":
      return {
        keys: ["no_weight_tying"],
        message: t(
          "The checkpoint's optimizer knows an output layer, which this model ties to its embedding.",
        ),
        fixes: [setValue("no_weight_tying", true)],
      };
    default:
      return undefined;
  }
}

const FORMS: Readonly<Record<OptimizerForm, () => string>> = {
  plain: () => t("beside the weights, in fp32 without ZeRO"),
  fp16: () => t("beside the weights, in fp16 without ZeRO"),
  zero: () => t("in ZeRO's files zero_pp_rank_*"),
  bfloat16: () => t("in bfloat16's files bf16_zero_pp_rank_*"),
};

function weightsAlone(): Fix {
  return { title: t("Load weights alone, from iteration 0"), set: { finetune: true } };
}
