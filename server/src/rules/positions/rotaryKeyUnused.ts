import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const ROTARY = ["rotary_pct", "rotary_emb_base", "rotary_save_freqs_buffer", "rope_fusion"] as const;

/** The choices of `pos_emb` besides rotary; a fork's own may be rotary too. */
const OTHER_POSITIONS: ReadonlySet<string> = new Set(["learned", "sinusoidal", "rpe", "alibi", "none"]);

export default defineRule({
  id: "rotary-key-unused",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: [...ROTARY, "pos_emb"],
  idle: ROTARY,
  neox: { at: "megatron/model/gpt2_model.py:init_specs" },
  summary: "The keys of rotary embeddings do nothing with another `pos_emb`",
  sources: ["megatron/model/gpt2_model.py:284:init_specs", "megatron/model/transformer.py:387:__init__"],
  explain: `\`pos_emb\` is \`learned\` by default; only \`rotary\` reads these keys.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    rotary_pct: 0.25
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    rotary_pct: 0.25
  `,
  message: (launch, key) => {
    const positions = launch.get("pos_emb");
    if (typeof positions !== "string" || !OTHER_POSITIONS.has(positions)) return undefined;
    return t("{0} has no effect with pos_emb {1}.", key, positions);
  },
  fixes: (launch) =>
    launch.settings.has("pos_emb")
      ? []
      : [{ title: t("pos_emb: {0}", "rotary"), preferred: true, set: { pos_emb: "rotary" } }],
});
