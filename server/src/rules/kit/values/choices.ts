import { nearestName } from "../../../arguments/suggestName";
import { ownValue } from "../../../base/ownValue";

/** Names that other frameworks and older versions use for a choice. Lower case. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  activation: { gelu_new: "gelu", gelu_fast: "gelu", gelu_pytorch_tanh: "gelu" },
  data_impl: { lazy: "mmap" },
  lr_decay_style: { cos: "cosine", none: "constant" },
  norm: { rms: "rmsnorm", rms_norm: "rmsnorm", ln: "layernorm" },
  optimizer_type: { adamw: "adam", fusedadam: "adam", deepspeedcpuadam: "cpu_adam" },
  output_layer_parallelism: { row: "column" },
  pos_emb: { rope: "rotary", absolute: "learned", no: "none" },
};

/** What other frameworks have and NeoX has not, though its name is near to a choice. Lower case. */
const NAMES_OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  activation: [
    ...["celu", "crelu", "elu", "hardswish", "leaky_relu", "prelu", "quick_gelu", "rrelu", "selu"],
    ...["relu_squared", "squared_relu", "squaredrelu", "hardsilu", "hard_silu", "hard_swish"],
  ],
  init_method: [
    "kaiming_normal",
    "kaiming_uniform",
    "lecun_normal",
    "trunc_normal",
    "truncated_normal",
    "uniform",
  ],
  lr_decay_style: ["cosine_with_restarts", "inverse_sqrt", "polynomial"],
  norm: ["batchnorm", "deepnorm", "groupnorm", "instancenorm"],
  optimizer_type: [
    ...["adabelief", "adafactor", "adagrad", "adamax", "adan", "amsgrad", "asgd", "lamb", "lars", "nadam"],
    ...["onebitlamb", "radam", "rmsprop", "rprop", "sgdm", "sparse_adam", "sparseadam", "zerooneadam"],
  ],
  pos_emb: ["relative", "xpos", "yarn"],
};

/** In characters; nothing that is longer is near to a choice. */
const LONGEST = 100;

/** The choice that was probably meant; undefined when nothing is near. */
export function choiceMeant(name: string, written: string, choices: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined;
  const other = ownValue(ownValue(OTHER_NAMES, name) ?? {}, written.toLowerCase());
  if (other !== undefined && choices.includes(other)) return other;
  if (ownValue(NAMES_OF_OTHERS, name)?.includes(written.toLowerCase())) return undefined;
  const nearest = nearestName(stem(written), choices.map(stem));
  const meant = choices.find((choice) => stem(choice) === nearest) ?? onlyOneBegunBy(written, choices);
  // A digit tells kinds apart: `relu6` is no `relu`.
  return meant !== undefined && digitsOf(meant) === digitsOf(written) ? meant : undefined;
}

const digitsOf = (name: string) => name.replace(/\D/g, "");

/** `wang` is `wang_init`; `xavier` may be two. */
function onlyOneBegunBy(written: string, choices: readonly string[]): string | undefined {
  const [only, ...others] = choices.filter((choice) => choice.startsWith(`${written.toLowerCase()}_`));
  return others.length === 0 ? only : undefined;
}

/** What tells a choice from the others: not its case, nor the ending that all tokenizers have. */
function stem(choice: string): string {
  return choice.toLowerCase().replace(/tokenizer$/, "");
}
