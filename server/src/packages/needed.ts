import type { ArgumentName } from "../arguments/generated/argumentName";
import type { Launch } from "../launch/launch";
import { layerKinds } from "../model/layerKinds";
import { truthy } from "../python/compare";
import { scalarText } from "../python/scalarText";

/** A Python package that a launch imports, and why. */
export interface NeededPackage {
  /** As pip calls it. */
  readonly name: string;
  /** The keys that ask for it; none where every launch does. */
  readonly keys: readonly string[];
  /** The versions that NeoX's requirements ask for, as pip writes them; absent where they name none. */
  readonly asks?: string;
}

interface Need extends NeededPackage {
  readonly applies: (launch: Launch) => boolean;
}

const always = () => true;
const isOn = (name: ArgumentName) => (launch: Launch) => truthy(launch.derivation.get(name) ?? null);
const hasLayer = (kind: string) => (launch: Launch) => layerKinds(launch)?.has(kind) === true;
const isTokenizer = (type: string) => (launch: Launch) =>
  scalarText(launch.derivation.get("tokenizer_type")).toLowerCase() === type;

const TRANSFORMER_ENGINE: readonly ArgumentName[] = [
  "te_columnparallel",
  "te_rowparallel",
  "te_layernorm_mlp",
  "te_mha",
];

/** What NeoX imports (megatron/ at ea7aefd8), with the versions of its requirements (requirements/*.txt there). */
const NEEDS: readonly Need[] = [
  { name: "torch", keys: [], applies: always },
  { name: "deepspeed", keys: [], applies: always },
  { name: "flash-attn", asks: "==2.5.6", keys: ["attention_config"], applies: hasLayer("flash") },
  {
    name: "transformer-engine",
    asks: "==1.12",
    keys: TRANSFORMER_ENGINE,
    applies: (launch) => TRANSFORMER_ENGINE.some((key) => isOn(key)(launch)),
  },
  { name: "mamba-ssm", asks: ">=1.2.0.post1", keys: ["attention_config"], applies: hasLayer("mamba") },
  { name: "causal-conv1d", asks: ">=1.1.0", keys: ["attention_config"], applies: hasLayer("mamba") },
  {
    name: "megablocks",
    asks: "==0.7.0",
    keys: ["moe_num_experts"],
    applies: (launch) => (launch.derivation.int("moe_num_experts") ?? 1) > 1,
  },
  { name: "bitsandbytes", keys: ["use_bnb_optimizer"], applies: isOn("use_bnb_optimizer") },
  { name: "mup", keys: ["use_mup"], applies: isOn("use_mup") },
  { name: "wandb", asks: ">=0.10.28", keys: ["use_wandb"], applies: isOn("use_wandb") },
  { name: "tensorboard", asks: "==2.13.0", keys: ["tensorboard_dir"], applies: isOn("tensorboard_dir") },
  { name: "comet-ml", asks: ">=3.45.0", keys: ["use_comet"], applies: isOn("use_comet") },
  { name: "numpy", asks: "<2.0", keys: [], applies: always },
  { name: "tokenizers", asks: ">=0.12.1", keys: [], applies: always },
  { name: "transformers", asks: "==4.38.0", keys: [], applies: always },
  { name: "sentencepiece", keys: [], applies: always },
  { name: "tiktoken", asks: ">=0.1.2", keys: ["tokenizer_type"], applies: isTokenizer("tiktokentokenizer") },
  { name: "boto3", keys: ["s3_path"], applies: isOn("s3_path") },
  { name: "hf-transfer", asks: ">=0.1.3", keys: ["s3_path"], applies: isOn("s3_path") },
  { name: "lm-eval", asks: ">=0.4.0,<=0.4.1", keys: ["eval_tasks"], applies: isOn("eval_tasks") },
];

/** The packages that a launch needs, in the order of the table. */
export function neededPackages(launch: Launch): readonly NeededPackage[] {
  return NEEDS.filter(({ applies }) => applies(launch)).map(({ applies: _, ...needed }) => needed);
}
