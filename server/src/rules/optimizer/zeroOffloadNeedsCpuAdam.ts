import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { mayTrainInstead, takesNoStep } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { str } from "../../python/text";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";

const CPU_OFFLOAD = ["zero_optimization", "cpu_offload"] as const;
const DEVICE = ["zero_optimization", "offload_optimizer", "device"] as const;

const CPU_ADAM: ReadonlySet<string> = new Set(["cpu_adam", "cpu_torch_adam"]);

export default defineRule({
  id: "zero-offload-needs-cpu-adam",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "ZeRORuntimeException" },
  summary: "ZeRO-Offload needs `cpu_adam`",
  sources: ["deepspeed/runtime/engine.py:1383:_configure_optimizer at DeeperSpeed 91d1c55b"],
  explain: `The optimizer comes from NeoX, and DeepSpeed offloads only its own CPU Adam, unless
\`deepspeed_extra_args\` has \`zero_force_ds_cpu_optimizer: false\`. Text generation and evaluation have a stand-in since
{77e8158a}, which is not it either. Seen by running DeeperSpeed 91d1c55b on a CPU.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization:
      stage: 2
      offload_optimizer: {device: cpu}
    ${exampleOptimizer("Adam")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization:
      stage: 2
      offload_optimizer: {device: cpu}
    ${exampleOptimizer("cpu_adam")}
  `,
  check(launch, report) {
    if (!isOffloaded(launch)) return;
    if (blockValue(launch, ["deepspeed_extra_args", "zero_force_ds_cpu_optimizer"]) === false) return;
    const type = optimizerType(launch);
    if (takesNoStep(launch)) {
      if (mayTrainInstead(launch)) return;
      report({
        at: nestedPlace(launch, DEVICE) ?? nestedPlace(launch, CPU_OFFLOAD) ?? "zero_optimization",
        message: t(
          "Without training the optimizer is a stand-in, and DeepSpeed offloads only its own CPU Adam.",
        ),
        severity: "warning",
        holds: since("77e8158a"),
        fixes: () => [onGpu(launch)],
      });
    } else if (type !== undefined && !CPU_ADAM.has(type))
      report({
        at: nestedPlace(launch, ["optimizer", "type"]) ?? "optimizer",
        message: t("DeepSpeed offloads the states of its own CPU Adam only, and the optimizer is {0}.", type),
        fixes: () => remedies(launch, type),
      });
  },
});

/** Adam stays Adam on the CPU; with any other optimizer the states stay on the GPU. */
function remedies(launch: Launch, type: string): readonly Fix[] {
  const onCpu: Fix = {
    title: t("{0}: {1}", "type", "cpu_adam"),
    edits: setNested(launch, ["optimizer", "type"], "cpu_adam"),
  };
  if (type === "adam") return [{ ...onCpu, preferred: true, keepsMeaning: true }];
  return [{ ...onGpu(launch), givesUp: "offload_optimizer" }, onCpu];
}

/** The states stay on the GPU, said with the key that the file has for it. */
function onGpu(launch: Launch): Fix {
  const [path, value] =
    blockValue(launch, CPU_OFFLOAD) === true ? ([CPU_OFFLOAD, false] as const) : ([DEVICE, "none"] as const);
  return {
    title: t("{0}: {1}", path.slice(1).join("."), str(value)),
    preferred: true,
    edits: setNested(launch, path, value),
  };
}

/** Also by the block's old name, which is still understood (deepspeed/runtime/zero/config.py). */
function isOffloaded(launch: Launch): boolean {
  if (blockValue(launch, CPU_OFFLOAD) === true) return true;
  const device = blockValue(launch, DEVICE);
  return device === "cpu" || device === "nvme";
}
