import type { ArgumentName } from "../arguments/generated/argumentName";
import type { Launch } from "../launch/launch";
import { layerKinds } from "../model/layerKinds";
import { truthy } from "../python/compare";

/** A Python package that a launch imports, and why. */
export interface NeededPackage {
  /** As pip calls it. */
  readonly name: string;
  /** The keys that ask for it; none where every launch does. */
  readonly keys: readonly string[];
}

interface Need extends NeededPackage {
  readonly applies: (launch: Launch) => boolean;
}

const always = () => true;
const isOn = (name: ArgumentName) => (launch: Launch) => truthy(launch.derivation.get(name) ?? null);
const hasLayer = (kind: string) => (launch: Launch) => layerKinds(launch)?.has(kind) === true;
const isTokenizer = (type: string) => (launch: Launch) =>
  String(launch.derivation.get("tokenizer_type")).toLowerCase() === type;

const TRANSFORMER_ENGINE: readonly ArgumentName[] = [
  "te_columnparallel",
  "te_rowparallel",
  "te_layernorm_mlp",
  "te_mha",
];

/** What NeoX imports (megatron/ and requirements/ at ea7aefd8). */
const NEEDS: readonly Need[] = [
  { name: "torch", keys: [], applies: always },
  { name: "deepspeed", keys: [], applies: always },
  { name: "flash-attn", keys: ["attention_config"], applies: hasLayer("flash") },
  {
    name: "transformer-engine",
    keys: TRANSFORMER_ENGINE,
    applies: (launch) => TRANSFORMER_ENGINE.some((key) => isOn(key)(launch)),
  },
  { name: "mamba-ssm", keys: ["attention_config"], applies: hasLayer("mamba") },
  { name: "causal-conv1d", keys: ["attention_config"], applies: hasLayer("mamba") },
  {
    name: "megablocks",
    keys: ["moe_num_experts"],
    applies: (launch) => (launch.derivation.int("moe_num_experts") ?? 1) > 1,
  },
  { name: "bitsandbytes", keys: ["use_bnb_optimizer"], applies: isOn("use_bnb_optimizer") },
  { name: "mup", keys: ["use_mup"], applies: isOn("use_mup") },
  { name: "wandb", keys: ["use_wandb"], applies: isOn("use_wandb") },
  { name: "tensorboard", keys: ["tensorboard_dir"], applies: isOn("tensorboard_dir") },
  { name: "comet-ml", keys: ["use_comet"], applies: isOn("use_comet") },
  { name: "tokenizers", keys: [], applies: always },
  { name: "transformers", keys: [], applies: always },
  { name: "sentencepiece", keys: [], applies: always },
  { name: "tiktoken", keys: ["tokenizer_type"], applies: isTokenizer("tiktokentokenizer") },
  { name: "boto3", keys: ["s3_path"], applies: isOn("s3_path") },
  { name: "hf-transfer", keys: ["s3_path"], applies: isOn("s3_path") },
  { name: "lm-eval", keys: ["eval_tasks"], applies: isOn("eval_tasks") },
];

/** The packages that a launch needs, in the order of the table. */
export function neededPackages(launch: Launch): readonly NeededPackage[] {
  return NEEDS.filter(({ applies }) => applies(launch)).map(({ name, keys }) => ({ name, keys }));
}
