import { t } from "../../l10n";
import { EXAMPLE_MODEL } from "../exampleModel";
import { blockValue } from "../nested/blockValue";
import { setNested } from "../nested/nestedValue";
import { defineSingleFinding } from "../singleFinding";
import { exampleOptimizer } from "./exampleOptimizer";
import { optimizerType } from "./optimizerType";
import { zeroStage } from "./zeroStage";

const CPU_ADAM: ReadonlySet<string> = new Set(["cpu_adam", "cpu_torch_adam"]);

export default defineSingleFinding({
  id: "zero-offload-needs-cpu-adam",
  phase: "optimizer",
  severity: "warning",
  keys: ["optimizer", "zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "ZeRORuntimeException" },
  summary: "ZeRO-Offload needs `cpu_adam`",
  explain: `The optimizer comes from NeoX, and DeepSpeed offloads only its own CPU Adam (DeeperSpeed 91d1c55b,
\`deepspeed/runtime/engine.py:1383\`), unless \`deepspeed_extra_args\` has \`zero_force_ds_cpu_optimizer: false\`.`,
  bad: `${EXAMPLE_MODEL}zero_optimization:
  stage: 2
  offload_optimizer: {device: cpu}\n${exampleOptimizer("Adam")}`,
  good: `${EXAMPLE_MODEL}zero_optimization:
  stage: 2
  offload_optimizer: {device: cpu}\n${exampleOptimizer("cpu_adam")}`,
  says: (launch) => {
    const type = optimizerType(launch);
    const device = blockValue(launch, ["zero_optimization", "offload_optimizer", "device"]);
    if (type === undefined || CPU_ADAM.has(type) || zeroStage(launch) < 1) return undefined;
    if (device !== "cpu" && device !== "nvme") return undefined;
    if (blockValue(launch, ["deepspeed_extra_args", "zero_force_ds_cpu_optimizer"]) === false)
      return undefined;
    return t("DeepSpeed offloads the states of its own CPU Adam only, and the optimizer is {0}.", type);
  },
  fixes: (launch) => [
    {
      title: t("{0}: {1}", "type", "cpu_adam"),
      preferred: true,
      edits: setNested(launch, ["optimizer", "type"], "cpu_adam"),
    },
  ],
});
