import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const KNOWN: ReadonlySet<string> = new Set(["nccl", "gloo", "mpi", "ucc", "ccl", "hccl"]);

export default defineRule({
  id: "distributed-backend",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["distributed_backend"],
  neox: { at: "megatron/initialize.py:_initialize_distributed", raises: "AssertionError" },
  summary: "`distributed_backend` must be one that PyTorch knows",
  sources: ["megatron/initialize.py:151:_initialize_distributed"],
  explain: `PyTorch refuses other names when the processes meet. On GPUs only \`nccl\` has every operation that NeoX
uses.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    distributed_backend: NCCL2
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    distributed_backend: nccl
  `,
  check(launch, report) {
    const backend = launch.get("distributed_backend");
    // `cpu:gloo,cuda:nccl` is one for each kind of device.
    if (typeof backend !== "string" || KNOWN.has(backend.toLowerCase()) || backend.includes(":")) return;
    report({
      at: "distributed_backend",
      message: t("PyTorch has no backend {0}.", backend),
      fixes: () => [setValue("distributed_backend", "nccl")],
    });
  },
});
