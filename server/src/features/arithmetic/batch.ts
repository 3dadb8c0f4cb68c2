import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { figure, named } from "./line";

const PARTS = ["train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;

/** `train = micro × gas × dp`, in figures where they are known and in symbols where not. */
export function batchLines(launch: Launch): string[] {
  return [replicasLine(launch), productLine(launch), ...tokensLine(launch)];
}

function replicasLine(launch: Launch): string {
  const { derivation, gpus } = launch;
  const pipe = derivation.int("pipe_parallel_size");
  const model = derivation.int("model_parallel_size");
  const stages = pipe === undefined ? "pp" : String(Math.max(pipe, 1));
  const division = `${gpus ?? "GPUs"} / (${stages} × ${model ?? "mp"})`;
  const size = derivation.dataParallelSize;
  const result = size === undefined ? division : `${division} = **${figure(size)}**`;
  return t(
    "dp (model replicas) = GPUs / (pp × mp) = {0}; {1}, {2}",
    result,
    named(launch, "pipe_parallel_size"),
    named(launch, "model_parallel_size"),
  );
}

function productLine(launch: Launch): string {
  const [micro, steps] = PARTS.map((name) => launch.derivation.int(name));
  const replicas = launch.derivation.dataParallelSize;
  const train = launch.derivation.int("train_batch_size");
  const factors = `${micro ?? "micro"} × ${steps ?? "gas"} × ${replicas === undefined ? "dp" : figure(replicas)}`;
  const known = [micro, steps, replicas, train].every((it) => it !== undefined);
  const product = (micro ?? 0) * (steps ?? 0) * (replicas ?? 0);
  if (!known)
    return t(
      "train_batch_size = micro × gas × dp = {0}",
      train === undefined ? factors : `${factors} = ${train}`,
    );
  if (product === train)
    return t("train_batch_size = micro × gas × dp = {0} = **{1}**", factors, train ?? "");
  return t(
    "train_batch_size is {0}, but micro × gas × dp = {1} = {2}",
    train ?? "",
    factors,
    figure(product),
  );
}

function tokensLine(launch: Launch): string[] {
  const train = launch.derivation.int("train_batch_size");
  const length = launch.derivation.int("seq_length");
  if (train === undefined || length === undefined) return [];
  return [t("{0} × {1} = {2} tokens a step", train, named(launch, "seq_length"), train * length)];
}
