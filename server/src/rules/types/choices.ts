import { distance } from "fastest-levenshtein";

/** Names that other frameworks and older versions use for a choice. Lower case. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  activation: { gelu_new: "gelu", gelu_fast: "gelu", gelu_pytorch_tanh: "gelu", quick_gelu: "gelu" },
  data_impl: { lazy: "mmap" },
  lr_decay_style: { cos: "cosine", none: "constant" },
  norm: { rms: "rmsnorm", rms_norm: "rmsnorm", ln: "layernorm" },
  optimizer_type: { fusedadam: "adam", deepspeedcpuadam: "cpu_adam" },
  output_layer_parallelism: { row: "column" },
  pos_emb: { rope: "rotary", absolute: "learned", no: "none" },
};

/** A misspelling changes at most every fourth character. */
const CHARACTERS_PER_SLIP = 4;

/** The choice that was probably meant; undefined when nothing is near. */
export function choiceMeant(name: string, written: string, choices: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const other = OTHER_NAMES[name]?.[lower];
  if (other !== undefined && choices.includes(other)) return other;
  const ranked = choices
    .map((choice) => ({ choice, slips: distance(lower, choice.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  return best !== undefined && best.slips <= lower.length / CHARACTERS_PER_SLIP ? best.choice : undefined;
}
