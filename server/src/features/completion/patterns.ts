import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import type { PythonValue } from "../../yaml/value";

/** A value of several parts that people otherwise look up, with what it does. */
export interface Pattern {
  readonly label: string;
  readonly detail: string;
  readonly value: PythonValue;
}

const dict = (entries: Readonly<Record<string, PythonValue>>): PythonValue =>
  new Map(Object.entries(entries));

const ADAM = { lr: 0.0006, betas: [0.9, 0.95], eps: 1e-8 };
const BUCKETS = { allgather_bucket_size: 500_000_000n, reduce_bucket_size: 500_000_000n };
const ZERO = { allgather_partitions: true, ...BUCKETS, overlap_comm: true, reduce_scatter: true };
const LOSS_SCALER = { loss_scale: 0n, loss_scale_window: 1000n, hysteresis: 2n, min_loss_scale: 1n };

/** Whole values of a key; for `attention_config`, patterns over the launch's layers. */
export function patternsOf(key: string, launch: Launch): readonly Pattern[] {
  if (key === "attention_config") return attentionPatterns(launch.int("num_layers"));
  return ownValue(BLOCKS, key)?.() ?? [];
}

const BLOCKS: Readonly<Record<string, () => readonly Pattern[]>> = {
  optimizer: () => [
    {
      label: "Adam",
      detail: t("usual for language models"),
      value: dict({ type: "Adam", params: dict(ADAM) }),
    },
    { label: "Lion", detail: t("half the optimizer memory"), value: lion() },
    {
      label: "CPU_Adam",
      detail: t("for ZeRO offload to the CPU"),
      value: dict({ type: "CPU_Adam", params: dict(ADAM) }),
    },
  ],
  zero_optimization: () => [
    { label: "ZeRO 1", detail: t("shards optimizer states; works with pipelines"), value: zero(1n) },
    { label: "ZeRO 2", detail: t("also gradients; needs pipe_parallel_size 0"), value: zero(2n) },
    { label: "ZeRO 3", detail: t("also parameters; needs pipe_parallel_size 0"), value: zero(3n) },
  ],
  fp16: () => [
    { label: "fp16", detail: t("dynamic loss scaling"), value: dict({ enabled: true, ...LOSS_SCALER }) },
  ],
  bf16: () => [{ label: "bf16", detail: t("on"), value: dict({ enabled: true }) }],
  data_types: () => [
    { label: "fp32", detail: t("gradients added up in 32 bit"), value: dict({ grad_accum_dtype: "fp32" }) },
  ],
};

function lion(): PythonValue {
  return dict({ type: "Lion", params: dict({ lr: 0.0001, betas: [0.9, 0.95] }) });
}

function zero(stage: bigint): PythonValue {
  return dict({ stage, ...ZERO, contiguous_gradients: true });
}

/** Patterns that fill all layers; one of several kinds only where the number of layers allows it. */
function attentionPatterns(numLayers: number | undefined): readonly Pattern[] {
  const patterns: [readonly string[], string][] = [
    [["flash"], t("FlashAttention in all layers")],
    [["global"], t("plain attention in all layers")],
    [["global", "local"], t("global and local layers in turn")],
    [["mamba"], t("Mamba layers")],
    [["rwkv"], t("RWKV layers")],
    [["gmlp"], t("gMLP layers")],
  ];
  return patterns
    .filter(([kinds]) => numLayers === undefined || numLayers % kinds.length === 0)
    .map(([kinds, detail]) => ({ label: kinds.join(", "), detail, value: [[kinds, "all"]] }));
}

/** Kinds of layers that `attention_config` may name (megatron/neox_arguments/neox_args.py:29 at ea7aefd8). */
export const LAYER_KINDS: readonly string[] =
  "global local sparse_fixed sparse_variable bigbird bslongformer gmlp amlp flash rwkv mamba".split(" ");
