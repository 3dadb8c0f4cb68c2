import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { withAgreeingBatch } from "../kit/withAgreeingBatch";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gpus-divide",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["model_parallel_size", "pipe_parallel_size", "global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "The GPUs must divide into whole model replicas",
  sources: ["megatron/neox_arguments/arguments.py:926:calculate_derived"],
  explain: `One replica of the model takes \`pipe_parallel_size\` × \`model_parallel_size\` GPUs (each at least 1).
What is left of the GPUs is the data parallel size, and NeoX asserts that it is whole.`,
  bad: {
    files: {
      "model.yml": yaml`
        model_parallel_size: 4
        pipe_parallel_size: 3
        global_num_gpus: 16
      `,
    },
  },
  good: {
    files: {
      "model.yml": yaml`
        model_parallel_size: 4
        pipe_parallel_size: 2
        global_num_gpus: 16
      `,
    },
  },
  check(launch, report) {
    const { derivation } = launch;
    const replicas = derivation.dataParallelSize;
    if (replicas === undefined || replicas % 1 === 0) return;
    const gpus = derivation.get("global_num_gpus") ?? null;
    const [pipe, model] = [derivation.get("pipeSize") ?? null, derivation.get("model_parallel_size") ?? null];
    report({
      at: launch.settings.has("model_parallel_size") ? "model_parallel_size" : "pipe_parallel_size",
      message: t(
        "{0} GPUs do not divide into replicas of {1} pipeline stages × {2} model parallel ranks.",
        str(gpus),
        str(pipe),
        str(model),
      ),
      fixes: () => fixes(launch),
    });
  },
});

/** How many sizes of each side are tried. */
const TRIES = 24;

function fixes(launch: Launch): Fix[] {
  const single = singleFixes(launch);
  const divided = single.length > 0 ? single : [undivided(launch)];
  return divided.flatMap((fix) => withAgreeingBatch(launch, fix));
}

/** The whole model on every GPU, where no change of one size will do. */
function undivided(launch: Launch): Fix {
  const set = { model_parallel_size: 1n, pipe_parallel_size: 1n };
  return {
    title: t(
      "{0}: {1} → {2} data parallel replicas",
      Object.keys(set).join(t(", ")),
      1,
      launch.with(set).derivation.dataParallelSize ?? 0,
    ),
    set,
  };
}

/** The nearest sizes, one key at a time, that divide what the other leaves of the GPUs and bring no error. */
function singleFixes(launch: Launch): Fix[] {
  return (["model_parallel_size", "pipe_parallel_size"] as const).flatMap((key) => {
    const size = launch.int(key);
    if (size === undefined || !launch.settings.has(key)) return [];
    const { below, above } = workingSizes(launch, key, size);
    return [
      ...below.slice(0, TRIES).map((value) => sizeFix(launch, key, value, `${key} below`)),
      ...above.slice(0, TRIES).map((value) => sizeFix(launch, key, value, `${key} above`)),
    ];
  });
}

function sizeFix(launch: Launch, key: string, size: number, oneOf: string): Fix {
  const value = BigInt(size);
  const replicas = launch.with({ [key]: value }).derivation.dataParallelSize ?? 0;
  return {
    title: t("{0}: {1} → {2} data parallel replicas", key, size, replicas),
    oneOf,
    set: { [key]: value },
  };
}

/** Sizes with a whole number of replicas, the nearest first. */
function workingSizes(launch: Launch, key: string, size: number) {
  const limit = Math.min(launch.derivation.int("global_num_gpus") ?? 0, 4096);
  const working = Array.from({ length: limit }, (_, index) => index + 1).filter((value) => {
    const replicas = launch.with({ [key]: BigInt(value) }).derivation.dataParallelSize;
    return replicas !== undefined && replicas >= 1 && replicas % 1 === 0;
  });
  return {
    below: working.filter((value) => value < size).reverse(),
    above: working.filter((value) => value > size),
  };
}
