/** How the weights of a checkpoint differ from those of the model, as `load_state_dict` says it. */
export interface StateDictProblem {
  /** In the model, not in the checkpoint; without the number of their layer. */
  readonly missing: readonly string[];
  /** In the checkpoint, not in the model. */
  readonly unexpected: readonly string[];
  readonly mismatches: readonly Mismatch[];
}

export interface Mismatch {
  readonly weight: string;
  readonly checkpoint: readonly number[];
  readonly model: readonly number[];
}

/** Undefined for any other message. */
export function stateDictProblem(message: string): StateDictProblem | undefined {
  if (!/state_dict|size mismatch for/.test(message)) return undefined;
  const problem = {
    missing: namesBehind(message, "Missing key(s) in state_dict:"),
    unexpected: namesBehind(message, "Unexpected key(s) in state_dict:"),
    mismatches: message.split("\n").flatMap(mismatchIn),
  };
  return problem.missing.length + problem.unexpected.length + problem.mismatches.length > 0
    ? problem
    : undefined;
}

/** `size mismatch for W: copying a param with shape torch.Size([1]) from checkpoint, the shape in current model is ...` */
function mismatchIn(line: string): readonly Mismatch[] {
  const [, told] = line.split("size mismatch for ");
  const [weight = "", ...rest] = told?.split(":") ?? [];
  const [checkpoint, model] = rest.join(":").split(" from checkpoint");
  if (checkpoint === undefined || model === undefined) return [];
  return [{ weight, checkpoint: numbersIn(checkpoint), model: numbersIn(model) }];
}

function namesBehind(message: string, label: string): readonly string[] {
  const line = message.split("\n").find((it) => it.includes(label));
  return line === undefined ? [] : [...line.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
}

/** A part of a weight's name that only one key decides about, whether the weight is there or not. */
const PRESENCE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/soft_embedding/, ["soft_prompt_tuning"]],
  [/position_embeddings|alibi_embed|\.rpe\.|rotary_emb/, ["pos_emb"]],
  [/final_linear/, ["no_weight_tying"]],
  [/\b[qk]_layernorm|\b[qk]_norm/, ["use_qk_layernorm"]],
  [/experts|router|gate\.wg/, ["moe_num_experts", "moe_type"]],
  [/mixer\.|time_mix|channel_mix|A_log|conv1d/, ["attention_config"]],
  [/reward_head|rm_head/, ["train_impl"]],
];

const NORM = /(?:layernorm|norm\d*|ln_f)\.\w+$/;
const BIAS = /\.bias$/;

/** The keys that decide what differs, the likeliest first; `isSet` tells whether the run's config sets a key. */
export function keysOfStateDict(
  problem: StateDictProblem,
  isSet: (key: string) => boolean,
): readonly string[] {
  const keys = [...keysOfPresence(problem), ...keysOfSizes(problem.mismatches, isSet)];
  return [...new Set([...keys, "load"])];
}

function keysOfPresence({ missing, unexpected }: StateDictProblem): readonly string[] {
  const names = [...missing, ...unexpected];
  if (names.length === 0) return [];
  if (isOfWholeLayers(missing, unexpected)) return ["num_layers"];
  const special = PRESENCE.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (special !== undefined) return special;
  if (names.every((name) => NORM.test(name)))
    return names.every((name) => BIAS.test(name)) ? ["use_bias_in_norms", "norm"] : ["norm"];
  if (names.every((name) => BIAS.test(name) && /mlp/.test(name))) return ["use_bias_in_mlp"];
  if (names.every((name) => BIAS.test(name))) return ["use_bias_in_attn_linear", "use_bias_in_mlp"];
  if (names.some((name) => /mlp/.test(name))) return ["activation", "intermediate_size"];
  return names.some((name) => /attention/.test(name)) ? ["attention_config"] : ["num_layers"];
}

/** All weights of some layer are on one side only: its norm, its attention and its MLP. */
function isOfWholeLayers(missing: readonly string[], unexpected: readonly string[]): boolean {
  return [missing, unexpected].some((side) => {
    const layers = new Map<string, Set<string>>();
    for (const name of side) {
      const [, layer, part] = /^(?:.*\.)?(\d+)\.(\w+)\./.exec(name) ?? [];
      if (layer === undefined || part === undefined) continue;
      layers.set(layer, (layers.get(layer) ?? new Set()).add(part));
    }
    return [...layers.values()].some((parts) => parts.has("attention") && parts.has("mlp"));
  });
}

function keysOfSizes(mismatches: readonly Mismatch[], isSet: (key: string) => boolean): readonly string[] {
  const of = (pattern: RegExp) => mismatches.filter(({ weight }) => pattern.test(weight));
  if (mismatches.length === 0) return [];
  if (of(/(?:layernorm|norm)\.(?:weight|scale|bias)$/).length > 0) return ["hidden_size"];
  if (isSplitOtherwise(mismatches)) return ["model_parallel_size"];
  const widths = mismatches.filter(({ checkpoint, model }) => checkpoint.at(-1) !== model.at(-1));
  if (of(/word_embeddings/).some((it) => widths.includes(it))) return ["hidden_size"];
  if (of(/mlp|linear[123]|dense_h_to_4h|dense_4h_to_h|\bw[123]\b/).length > 0)
    return isSet("intermediate_size")
      ? ["intermediate_size", "activation"]
      : ["activation", "intermediate_size"];
  if (of(/query_key_value|attention/).length > 0) return ["num_kv_heads", "num_attention_heads"];
  if (of(/position_embeddings/).length > 0) return ["max_position_embeddings"];
  if (of(/word_embeddings|final_linear|lm_head/).length > 0)
    return ["make_vocab_size_divisible_by", "vocab_file", "model_parallel_size"];
  return ["hidden_size"];
}

/** Attention, MLP and embeddings all differ by the same factor, in one dimension each: other ranks share them. */
function isSplitOtherwise(mismatches: readonly Mismatch[]): boolean {
  const factors = mismatches.map(({ checkpoint, model }) => {
    const differing = checkpoint.flatMap((size, index) =>
      size === model[index] ? [] : size / (model[index] ?? 0),
    );
    return differing.length === 1 ? differing[0] : undefined;
  });
  const isOne = factors[0] !== undefined && factors.every((factor) => factor === factors[0]);
  const parts = [/attention/, /mlp|linear/].every((part) =>
    mismatches.some(({ weight }) => part.test(weight)),
  );
  return isOne && parts;
}
