import type { Frame } from "./traceback";

/** Where in the life of a run it failed. */
export type RunPhase =
  | "launcher"
  | "args"
  | "data"
  | "model"
  | "forward"
  | "optimizer"
  | "engine"
  | "train"
  | "eval"
  | "save"
  | "resume"
  | "generate";

/** Functions that are running in a phase only, the innermost phases first. */
const PHASES: readonly (readonly [RegExp, RunPhase])[] = [
  [/:(?:load_checkpoint|_load_checkpoint|check_checkpoint_args)$/, "resume"],
  [/:(?:save_checkpoint|save_ds_checkpoint|_save_checkpoint)$/, "save"],
  [/:(?:evaluate|evaluate_and_print_results)$/, "eval"],
  [/text_generation_utils\.py:|generate\.py:/, "generate"],
  [/:(?:get_optimizer|get_learning_rate_scheduler)$/, "optimizer"],
  [/:build_train_valid_test_data_|megatron\/data\/|:get_batch(?:_pipe)?$|tokenizer/, "data"],
  [/:(?:forward_step|train_batch|train_step_pipe)$/, "forward"],
  [/:get_model$/, "model"],
  [/:(?:setup_model_and_optimizer)$/, "engine"],
  [/:train$|:train_step$/, "train"],
  [/:(?:initialize_megatron|_initialize_distributed)$|:init_distributed$/, "launcher"],
  [/neox_arguments\//, "args"],
  [/deepy\.py|launcher\/|:configure_distributed_args$/, "launcher"],
];

/** The phase in which a function was running; undefined where no function tells. */
export function phaseOf(frames: readonly Frame[]): RunPhase | undefined {
  const places = frames.map(placeText);
  const isOptimizerInside = places.some((place) => /_configure_(?:\w+_)?optimizer$/.test(place));
  const phase = PHASES.find(([pattern]) => places.some((place) => pattern.test(place)))?.[1];
  return phase === "engine" && isOptimizerInside ? "optimizer" : phase;
}

/** `megatron/model/transformer.py:forward`: from the package on, whatever folder it lies in. */
export function placeText({ path, name }: Frame): string {
  const inPackage =
    /(?:^|\/)((?:megatron|deepspeed|torch|transformers|flash_attn|tools|eval_tasks)\/.*)$/.exec(path)?.[1];
  const short =
    inPackage ?? (/(?:^|\/)((?:train|deepy|generate|eval|evaluate)\.py)$/.exec(path)?.[1] || path);
  return `${short}:${name}`;
}

/** The innermost function of gpt-neox on the stack, else of DeepSpeed. */
export function neoxPlace(frames: readonly Frame[]): string | undefined {
  const places = frames.map(placeText);
  return (
    places.findLast((place) =>
      /^(?:megatron|tools|eval_tasks)\/|^(?:train|generate|eval)\.py:/.test(place),
    ) ?? places.findLast((place) => place.startsWith("deepspeed/") || place.startsWith("deepy.py"))
  );
}
