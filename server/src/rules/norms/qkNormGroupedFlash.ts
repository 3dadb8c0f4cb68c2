import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { layerKinds } from "../../model/layerKinds";
import { transformerSizes } from "../../model/sizes";
import { repr } from "../../python/text";
import { isList, type PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "qk-norm-grouped-flash",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_qk_layernorm", "num_kv_heads", "attention_config", "norm", "num_attention_heads"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/model/transformer.py:forward", raises: "RuntimeError" },
  summary: "`use_qk_layernorm` does not go with grouped heads in `flash` layers",
  sources: [
    "megatron/model/transformer.py:311:__init__",
    "megatron/model/transformer.py:767:gqa_project",
    "megatron/model/transformer.py:819:forward",
  ],
  explain: `One norm is built for the query heads and applied to the keys too. Global layers repeat the keys to as
many heads before; flash layers do not, so the shapes differ: \`Given normalized_shape=[...], expected input with
shape ...\`. \`scalenorm\` has no shape, and \`rmsnorm\` with one key/value head a rank broadcasts.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        num_kv_heads: 4
        use_qk_layernorm: true
        attention_config: [[["flash"], 12]]
        precision: bfloat16
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        num_kv_heads: 4
        use_qk_layernorm: true
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const sizes = transformerSizes(launch);
    if (sizes === undefined || !layerKinds(launch)?.has("flash")) return;
    if (launch.get("use_qk_layernorm") !== true || launch.get("te_mha") === true) return;
    const { isGrouped, perRank } = attentionShape(sizes);
    const norm = launch.get("norm");
    if (!isGrouped || norm === "scalenorm" || (norm === "rmsnorm" && perRank.numKvHeads === 1)) return;
    report({
      at: "use_qk_layernorm",
      message: t(
        "The norm is built for {0} query heads a rank and applied to {1} key heads in flash layers.",
        perRank.numAttentionHeads,
        perRank.numKvHeads,
      ),
      // Without flash attention long sequences take more memory than there may be.
      fixes: () => [...withGlobalAttention(launch), setValue("use_qk_layernorm", false, false)],
    });
  },
});

/** Global attention computes the same as flash attention, but for a window that only the latter has. */
function withGlobalAttention(launch: Launch): readonly Fix[] {
  const config = launch.settings.get("attention_config")?.value;
  if (config === undefined || (launch.get("sliding_window_width") ?? null) !== null) return [];
  const value = withoutFlash(config);
  const title = t("{0}: {1}", "attention_config", repr(value));
  return [{ title, set: { attention_config: value } }];
}

/** Of a layer, and of those that pairs of types and a number of layers say; what aliases share stays shared. */
function withoutFlash(
  value: PythonValue,
  levels = 3,
  known = new Map<PythonValue, PythonValue>(),
): PythonValue {
  if (!isList(value)) return value === "flash" ? "global" : value;
  if (levels === 0) return value;
  const found = known.get(value) ?? value.map((item) => withoutFlash(item, levels - 1, known));
  known.set(value, found);
  return found;
}
