import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Cause } from "../../converters/cause";
import { convert } from "../../converters/convert";
import { TRANSFORMERS } from "../../converters/neoxToHf/conversion";
import { readFlags, TOOLS, type ToolCall, toolNamed } from "../../converters/tool";
import type { Place, Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { type MeantConversion, meantConversions } from "../../launches/comments/convertsWith";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "converts-to-another-model",
  phase: "save",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: [
    "norm",
    "activation",
    "pos_emb",
    "rotary_pct",
    "num_kv_heads",
    "intermediate_size",
    "rms_norm_epsilon",
    "layernorm_epsilon",
    "use_bias_in_attn_linear",
    "use_bias_in_mlp",
    "use_qk_layernorm",
    "gpt_j_residual",
    "gpt_j_tied",
    "bias_gelu_fusion",
    "sliding_window_width",
    "attention_config",
    "use_mup",
    "model_parallel_size",
    "pipe_parallel_size",
  ],
  neox: { at: "tools/ckpts/convert_neox_to_hf.py:convert" },
  sources: [
    "tools/ckpts/convert_neox_to_hf.py:361:create_config",
    "tools/ckpts/convert_neox_to_hf.py:418:reshard_and_split_qkv",
    "tools/ckpts/convert_neox_to_hf.py:655:convert",
    "tools/ckpts/convert_neox_to_hf.py:683:convert",
  ],
  summary: "The converter that the model is meant for stops on it, or makes another model of it",
  explain: [
    "`# neox-config: converts-with TOOL [FLAG...]` in a file says which converter of `tools/ckpts` the model will go",
    "through, such as `converts-with convert_neox_to_hf --architecture llama`. What stops that converter, and what it",
    "loses without a word, is then told at the key before anything is trained. What can still be mended when converting",
    "is told as information.",
    "",
    "`neox-config converts FILE... --tool NAME` says the same on the command line, also for a converter that gets another",
    "config. The scripts of main were run on small models with transformers 4.38.0 and 4.56.2.",
  ].join("\n"),
  bad: yaml`
    # neox-config: converts-with convert_neox_to_hf
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    activation: relu
  `,
  good: yaml`
    # neox-config: converts-with convert_neox_to_hf
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    activation: gelu
  `,
  check(launch, report) {
    if (launch.scope === "overlay") return;
    for (const meant of meantConversions(launch.files)) {
      for (const found of foundFor(launch, meant)) report(found);
    }
  },
});

function foundFor(launch: Launch, meant: MeantConversion): readonly Report[] {
  const [name = "", ...words] = meant.words;
  const at: Place = { file: meant.file, span: meant.span };
  const tool = toolNamed(name);
  if (tool === undefined) return [{ at, keys: [], message: unknownTool(name) }];
  const flags = readFlags(tool, words);
  if ("unknown" in flags)
    return [{ at, keys: [], message: t("{0} takes no {1}.", tool.name, flags.unknown) }];
  const call: ToolCall = { tool, flags };
  const verdict = convert({ call, launch, transformers: TRANSFORMERS[0] });
  const causes = verdict?.causes.filter((cause) => !cause.isHarmless && isKnown(launch, cause)) ?? [];
  return causes.map((cause) => reportOf(cause, launch, at, meant.words.join(" ")));
}

function unknownTool(name: string): string {
  const known = TOOLS.map((tool) => tool.name);
  const near = nearestName(name, known);
  return near === undefined
    ? t("No converter {0} is known: {1}.", name, known.join(", "))
    : t("No converter {0} is known. Did you mean {1}?", name, near);
}

function reportOf(cause: Cause, launch: Launch, comment: Place, call: string): Report {
  const { keys, reason, remedy, writes } = cause;
  const key = keys.find((name) => launch.settings.has(name));
  return {
    at: key ?? comment,
    keys: keys.filter((name) => !name.startsWith("-")),
    operands: [],
    message: t("{0}: {1} {2}", call, reason, remedy),
    ...(cause.isMendable && { severity: "information" }),
    ...(writes && {
      fixes: () => {
        const [[name, value] = ["", null]] = Object.entries(writes);
        return [
          {
            title: t("Write {0} for the converter", `${name}: ${scalarText(value)}`),
            set: writes,
            keepsMeaning: true,
          },
        ];
      },
    }),
  };
}

/** What other files of the launch usually say: unset here, it is not known. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  "model_parallel_size",
  "pipe_parallel_size",
  "tokenizer_type",
  "vocab_file",
  "merge_file",
  "make_vocab_size_divisible_by",
]);

function isKnown(launch: Launch, { keys }: Cause): boolean {
  return launch.scope === "launch" || keys.every((key) => launch.settings.has(key) || !OF_THE_RUN.has(key));
}
