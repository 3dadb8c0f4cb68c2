import { nearestName } from "../../../arguments/suggestName";
import { ownValue } from "../../../base/ownValue";

/** Names that other frameworks and older versions use for a choice. Lower case. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  activation: { gelu_new: "gelu", gelu_fast: "gelu", gelu_pytorch_tanh: "gelu", quick_gelu: "gelu" },
  data_impl: { lazy: "mmap" },
  lr_decay_style: { cos: "cosine", none: "constant" },
  norm: { rms: "rmsnorm", rms_norm: "rmsnorm", ln: "layernorm" },
  optimizer_type: { adamw: "adam", fusedadam: "adam", deepspeedcpuadam: "cpu_adam" },
  output_layer_parallelism: { row: "column" },
  pos_emb: { rope: "rotary", absolute: "learned", no: "none" },
};

/** In characters; nothing that is longer is near to a choice. */
const LONGEST = 100;

/** The choice that was probably meant; undefined when nothing is near. */
export function choiceMeant(name: string, written: string, choices: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined;
  const other = ownValue(ownValue(OTHER_NAMES, name) ?? {}, written.toLowerCase());
  if (other !== undefined && choices.includes(other)) return other;
  const nearest = nearestName(stem(written), choices.map(stem));
  return choices.find((choice) => stem(choice) === nearest) ?? onlyOneBegunBy(written, choices);
}

/** `wang` is `wang_init`; `xavier` may be two. */
function onlyOneBegunBy(written: string, choices: readonly string[]): string | undefined {
  const [only, ...others] = choices.filter((choice) => choice.startsWith(`${written.toLowerCase()}_`));
  return others.length === 0 ? only : undefined;
}

/** What tells a choice from the others: not its case, nor the ending that all tokenizers have. */
function stem(choice: string): string {
  return choice.toLowerCase().replace(/tokenizer$/, "");
}
