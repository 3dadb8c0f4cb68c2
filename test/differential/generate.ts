import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { writeFiles } from "../parity/launches/write";
import { READ_THE_MACHINE } from "./machineArguments";
import { Random } from "./random";
import { valueFor } from "./values";

const LEFT_OUT: ReadonlySet<string> = new Set(READ_THE_MACHINE);

/** Arguments that decide most of what NeoX checks, drawn far more often than the rest. */
const OFTEN = [
  "optimizer",
  "zero_optimization",
  "fp16",
  "bf16",
  "precision",
  "attention_config",
  "activation",
  "norm",
  "pos_emb",
  "rotary_pct",
  "intermediate_size",
  "mlp_multiple_of",
  "sparsity_config",
  "num_unique_layers",
  "save",
  "checkpoint_factor",
  "min_lr",
  "train_batch_size",
  "gradient_accumulation_steps",
  "use_bias_in_mlp",
  "gpt_j_residual",
  "gpt_j_tied",
  "sequence_parallel",
  "train_data_paths",
  "valid_data_paths",
  "test_data_paths",
  "data_path",
  "train_data_weights",
  "hidden_dropout",
  "attention_dropout",
  "moe_num_experts",
  "init_method",
  "output_layer_init_method",
  "apply_query_key_layer_scaling",
  "attention_softmax_in_fp32",
  "use_qk_layernorm",
  "partition_activations",
  "checkpoint_activations",
  "fp16_lm_cross_entropy",
  "use_bias_in_attn_linear",
  "expansion_factor",
  "sliding_window_width",
  "deepspeed_extra_args",
  "autotuning",
  "data_types",
  "scheduler",
  "make_vocab_size_divisible_by",
  "rmsnorm_epsilon",
  "layernorm_epsilon",
  "global_num_gpus",
  "text_gen_type",
] as const; // prettier-ignore

/** One random launch: a model of plausible shape, some arguments more, sometimes slips of the hand. */
export function generateLaunch(number: number): OracleLaunch {
  const random = new Random(number * 7919 + 17);
  const settings = model(random);
  for (let count = random.below(9); count > 0; count -= 1) addArgument(settings, random);
  if (random.chance(0.03)) settings.set(random.pick(["hiden_size", "gas", "n_layers", "save_interval"]), "1");
  for (const key of settings.keys()) if (random.chance(0.004)) settings.delete(key);
  const gpus = random.pick([1, 1, 2, 4, 8, 8, 16, 64]);
  return { id: String(number), gpus, files: writeFiles([...settings], random) };
}

function model(random: Random): Map<string, string> {
  const heads = random.pick([1, 2, 4, 4, 8, 8, 12, 16, 40, 3]);
  const headDim = random.pick([8, 16, 32, 64, 64, 128, 72, 27]);
  const seqLength = random.pick([64, 128, 2048]);
  const settings = new Map<string, string>([
    ["num_layers", String(random.pick([2, 2, 4, 4, 6, 1]))],
    ["hidden_size", String(random.chance(0.95) ? heads * headDim : 1000)],
    ["num_attention_heads", String(heads)],
    ["seq_length", String(seqLength)],
    ["max_position_embeddings", String(random.chance(0.97) ? seqLength : 64)],
    ["train_micro_batch_size_per_gpu", random.pick(["4", "4", "4", "1", "2", "0", "4.0"])],
  ]);
  if (random.chance(0.9))
    settings.set("pos_emb", random.pick(["rotary", "rotary", "learned", "alibi", "none", "sinusoidal"]));
  if (random.chance(0.35)) settings.set("num_kv_heads", String(random.pick([1, 2, heads, 4, 8, 5])));
  if (random.chance(0.4)) settings.set("model_parallel_size", random.pick(["1", "2", "4", "0"]));
  if (random.chance(0.4)) settings.set("pipe_parallel_size", random.pick(["0", "1", "2"]));
  if (random.chance(0.4))
    settings.set("activation", random.pick(["gelu", "swiglu", "geglu", "silu", "relu"]));
  return settings;
}

function addArgument(settings: Map<string, string>, random: Random): void {
  const catalogue = catalogueAt("main");
  const names = random.chance(0.7) ? OFTEN : catalogue.names;
  const argument = catalogue.get(names[random.below(names.length)] ?? "");
  if (argument !== undefined && !LEFT_OUT.has(argument.name))
    settings.set(argument.name, valueFor(argument, random));
}
