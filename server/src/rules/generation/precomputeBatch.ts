import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const PRECOMPUTED = `text_gen_type: precompute
train_data_paths: [data/first]
valid_data_paths: [data/first]
test_data_paths: [data/first]
`;

export default defineRule({
  id: "precompute-batch",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["text_gen_type", "train_micro_batch_size_per_gpu", "pipe_parallel_size", "train_data_paths"],
  holds: since("77e8158a"),
  neox: { at: "megatron/text_generation_utils.py:precompute_logits", raises: "AssertionError" },
  onlyIn: "generation",
  summary: "`precompute` needs micro batches of 2 or more, and no stages",
  sources: [
    "megatron/text_generation_utils.py:848-869:precompute_logits",
    "megatron/text_generation_utils.py:964-971:precompute_logits",
  ],
  explain: `With one sample the batch dimension is squeezed away, and the data that is written gets no rows. The buffers of a
pipeline with several stages have another shape. Only the data of lists is looked at, so that beside \`data_path\` nothing is
computed.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replace("per_gpu: 4", "per_gpu: 1")}
    ${PRECOMPUTED}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${PRECOMPUTED}
  `,
  check(launch, report) {
    if (launch.settings.get("text_gen_type")?.value !== "precompute" || !hasLists(launch)) return;
    const at = "text_gen_type";
    const stages = positiveInt(launch, "pipe_parallel_size") ?? 0;
    if (launch.derivation.int("train_micro_batch_size_per_gpu") === 1)
      report({ at, message: t("precompute loses the batch dimension of a micro batch of 1.") });
    else if (stages > 1)
      report({
        at,
        severity: "warning",
        neox: { at: "megatron/text_generation_utils.py:precompute_logits" },
        message: t(
          "precompute does not work in a pipeline of {0} stages; take pipe_parallel_size 0.",
          stages,
        ),
      });
  },
});

/** Whether there is data that it looks at. */
function hasLists(launch: Launch): boolean {
  return (["train_data_paths", "pos_train_data_paths"] as const).some((key) =>
    truthy(launch.settings.get(key)?.value ?? null),
  );
}
