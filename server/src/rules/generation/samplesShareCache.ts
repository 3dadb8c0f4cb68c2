import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "samples-share-cache",
  phase: "generate",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["num_samples", "recompute", "maximum_tokens", "pos_emb"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
  onlyIn: "generation",
  summary: "Samples without a prompt are of one another's text unless `recompute` is true",
  sources: [
    "megatron/model/positional_embeddings.py:88:forward",
    "megatron/model/transformer.py:866-871:forward",
    "megatron/text_generation_utils.py:691:generate_samples_unconditional",
  ],
  explain: `NeoX keeps the keys and values of one sample for the next, which goes on from its text. With rotary positions the run stops
once all samples together are longer than \`max_position_embeddings\`, unless an end of text cut them short. With
\`recompute\` nothing is kept.`,
  bad: yaml`
    ${GENERATE}
    num_samples: 10
    recompute: false
  `,
  good: yaml`
    ${GENERATE}
    num_samples: 10
    recompute: true
  `,
  check(launch, report) {
    const samples = positiveInt(launch, "num_samples");
    if (launch.get("recompute") !== false || launch.get("text_gen_type") !== "unconditional") return;
    if (samples === undefined || samples < 2) return;
    const most = mostTokens(launch);
    const length = positiveInt(launch, "max_position_embeddings");
    const isTooLong = most !== undefined && length !== undefined && samples * most > length;
    report({
      at: "num_samples",
      ...(isTooLong && launch.get("pos_emb") === "rotary"
        ? {
            neox: { at: "megatron/model/positional_embeddings.py:forward", raises: "AssertionError" },
            message: t(
              "Each of the {0} samples goes on from the text of those before: {0} times {1} tokens are more than max_position_embeddings {2}, and NeoX stops.",
              samples,
              most,
              length,
            ),
          }
        : { message: t("Each of the {0} samples goes on from the text of those before.", samples) }),
      fixes: () => [setValue("recompute", true)],
    });
  },
});

/** The tokens of a sample that no end of text cuts short; 0 stands for as many as there is room for. */
function mostTokens(launch: Launch): number | undefined {
  const [length, most] = [positiveInt(launch, "seq_length"), launch.int("maximum_tokens")];
  if (length === undefined || most === undefined || most < 0) return undefined;
  return Math.min(length - 1, most === 0 ? length - 2 : most);
}
