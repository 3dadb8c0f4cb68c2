import { layerOf } from "../checkpoints/checkpoint";
import { wholeNumber } from "../checkpoints/pickle/value";
import type { SavedOptimizer, SavedTensors } from "../checkpoints/savedState";
import type { Launch } from "../launch/launch";
import { isSettled } from "../model/certainty";
import { layerKinds } from "../model/layerKinds";
import { equals } from "../python/compare";
import { scalarNumber } from "../python/scalarText";
import { differingArguments } from "./arguments";
import type { LoadContext } from "./context";
import { lastPlace, layerFiles, optimizerFiles, rankFiles } from "./fileNames";
import { differingSchedule } from "./schedule";
import type { LoadStop, OptimizerForm } from "./stop";
import { misfitsOf } from "./traits";

/** Says why the launch stops there; undefined where it goes on, "unknown" where nothing more can be said. */
type Step = (context: LoadContext) => LoadStop | "unknown" | undefined;

/** What NeoX and DeepSpeed do to load a checkpoint, in their order. */
export const STEPS: readonly Step[] = [
  findFiles,
  knowLayout,
  findRanks,
  openRanks,
  compareRanks,
  sameEngine,
  sameModelParallelSize,
  findLayers,
  openLayers,
  fitWeights,
  sameLayers,
  refreshWeights,
  sameOptimizerForm,
  sameStages,
  keepOutputLayer,
  findOptimizer,
  sameOptimizerGroups,
  sameSchedule,
  sameArguments,
  restoreGenerators,
  sameReferenceGroups,
  sameOptimizerType,
];

/** DeepSpeed asserts that there are files (deepspeed/runtime/state_dict_factory.py:check_ckpt_list). */
function findFiles({ checkpoint }: LoadContext): ReturnType<Step> {
  return rankFiles(checkpoint).length === 0 ? { kind: "no-step" } : undefined;
}

/** What decides how a checkpoint is loaded. */
const DECIDING = [
  ["pipe_parallel_size"],
  ["model_parallel_size"],
  ["zero_optimization"],
  ["precision", "fp16", "bf16"],
];

/** Of some files of a launch nobody knows whether another sets what decides. */
function knowLayout({ launch }: LoadContext): ReturnType<Step> {
  const isKnown =
    launch.scope === "launch" || DECIDING.every((keys) => keys.some((key) => launch.settings.has(key)));
  return isKnown ? undefined : "unknown";
}

function findRanks({ checkpoint, zeroStage }: LoadContext): ReturnType<Step> {
  const names = rankFiles(checkpoint);
  const isZero3 = names.some((name) => name.startsWith("zero_"));
  if (isZero3 !== (zeroStage === 3)) return { kind: "zero-3", isSaved: isZero3 };
  // Its weights are in parts, whose shapes say nothing.
  return isZero3 ? "unknown" : undefined;
}

function openRanks({ checkpoint }: LoadContext): ReturnType<Step> {
  return unreadable(checkpoint.files, rankFiles(checkpoint));
}

/** As many files as the first one says that there were (check_ckpt_list). */
function compareRanks({ model }: LoadContext): ReturnType<Step> {
  if (model === undefined) return "unknown";
  const saved = model.rank.ranks;
  return saved !== undefined && saved !== model.ranks
    ? { kind: "rank-count", found: model.ranks, saved }
    : undefined;
}

/** A pipeline keeps its layers in files of their own, and nothing converts one form to the other. */
function sameEngine({ isPipeline, model }: LoadContext): ReturnType<Step> {
  return model !== undefined && model.isPipeline !== isPipeline
    ? { kind: "pipeline", isSaved: model.isPipeline }
    : undefined;
}

/**
 * DeepSpeed merges and splits the weights of Megatron's layers only, by names that NeoX's have not
 * (deepspeed/runtime/state_dict_factory.py:MegatronSDLoader).
 */
function sameModelParallelSize({
  checkpoint,
  model,
  modelParallelSize,
  launch,
}: LoadContext): ReturnType<Step> {
  const saved = wholeNumber(model?.rank.args.get("model_parallel_size")) ?? model?.modelParallelSize;
  if (saved === undefined || saved === modelParallelSize) return undefined;
  // With another name it would be another count of files.
  return checkpoint.files.size === 0 || launch.get("model_parallel_size") === undefined
    ? "unknown"
    : { kind: "model-parallel", saved, launched: modelParallelSize };
}

function findLayers(context: LoadContext): ReturnType<Step> {
  const { checkpoint, isPipeline, modelParallelSize, model, launch } = context;
  if (!isPipeline || model === undefined) return undefined;
  const layers = misfitsOf(launch, model).filter(({ trait }) => trait.name === "layers");
  if (layers.length > 0) return { kind: "misfits", misfits: layers };
  for (const name of layerFiles(launch, modelParallelSize))
    if (!checkpoint.files.has(name)) return missingLayer(context, name);
  return undefined;
}

/** A tied model saves no output layer; what is missing then is the tie. */
function missingLayer(context: LoadContext, file: string): LoadStop {
  const { launch, model } = context;
  const misfits = model === undefined ? [] : misfitsOf(launch, model);
  const isOutput = layerOf(file)?.layer === lastPlace(launch);
  const tie = misfits.filter(({ trait, saved }) => trait.name === "output-layer" && saved === false);
  const wasTied = context.savedLaunch?.derivation.get("no_weight_tying") !== true;
  return isOutput && wasTied && tie.length > 0
    ? { kind: "misfits", misfits: tie }
    : { kind: "missing", file };
}

function openLayers({ checkpoint, isPipeline, launch, modelParallelSize }: LoadContext): ReturnType<Step> {
  if (!isPipeline) return undefined;
  return unreadable(checkpoint.files, layerFiles(launch, modelParallelSize));
}

function fitWeights({ launch, model }: LoadContext): ReturnType<Step> {
  if (model === undefined) return "unknown";
  const misfits = misfitsOf(launch, model).filter(
    // The layers of a pipeline are asked one by one: nobody asks for an output layer that is not built.
    ({ trait, saved }) => !(model.isPipeline && trait.name === "output-layer" && saved === true),
  );
  return misfits.length > 0 ? { kind: "misfits", misfits } : undefined;
}

/** Where all layers are of one kind, each holds what the others hold. */
function sameLayers({ launch, model, checkpoint, isPipeline }: LoadContext): ReturnType<Step> {
  const count = launch.derivation.int("num_layers");
  const kinds = layerKinds(launch);
  const experts = launch.derivation.int("moe_num_experts") ?? 1;
  if (!isPipeline || count === undefined || kinds?.size !== 1 || experts > 1 || model === undefined)
    return undefined;
  const byName = new Map<string, string>();
  for (const [name, { content }] of checkpoint.files) {
    const place = layerOf(name);
    if (place !== undefined && content?.tensors && place.layer >= 2 && place.layer < 2 + count)
      byName.set(name, shapeOf(content.tensors));
  }
  const usual = mostFrequent([...byName.values()].filter((shape) => shape.includes("attention.")));
  const other = [...byName].find(([, shape]) => usual !== undefined && shape !== usual);
  return other === undefined ? undefined : { kind: "other-layer", file: other[0] };
}

/** DeepSpeed calls what only its own optimizers have (deepspeed/runtime/engine.py:_load_checkpoint). */
function refreshWeights({ isModuleOnly, isTraining, form }: LoadContext): ReturnType<Step> {
  return (isModuleOnly || !isTraining) && form === "plain" ? { kind: "module-only" } : undefined;
}

function sameOptimizerForm(context: LoadContext): ReturnType<Step> {
  if (!loadsOptimizer(context)) return undefined;
  const { form, model } = context;
  const saved = savedForm(context);
  if (model === undefined || saved === undefined || saved === form) return undefined;
  // bfloat16 has one form at every stage, and it comes first.
  return { kind: "optimizer-form", saved, launched: form };
}

function sameStages({
  isModuleOnly,
  isTraining,
  model,
  pipeParallelSize,
  modelParallelSize,
}: LoadContext): ReturnType<Step> {
  if (isModuleOnly || !isTraining || !model?.isPipeline) return undefined;
  const saved = model.ranks / modelParallelSize;
  // A part of the files of its ranks.
  if (!Number.isInteger(saved)) return "unknown";
  return saved === pipeParallelSize ? undefined : { kind: "stages", saved, launched: pipeParallelSize };
}

function keepOutputLayer(context: LoadContext): ReturnType<Step> {
  const { launch, model } = context;
  if (!loadsOptimizer(context) || model === undefined) return undefined;
  return misfitsOf(launch, model).some(({ trait }) => trait.name === "output-layer")
    ? { kind: "tied-optimizer" }
    : undefined;
}

/** ZeRO does not share out anew what another number of GPUs saved (engine.py:_load_zero_checkpoint). */
function findOptimizer(context: LoadContext): ReturnType<Step> {
  const { launch, checkpoint, model, form } = context;
  if (!loadsOptimizer(context) || !isPartitioned(form) || model === undefined) return undefined;
  const saved = model.rank.dataParallelSize;
  const launched = launch.derivation.dataParallelSize;
  if (saved !== undefined && launched !== undefined && saved !== launched)
    return { kind: "data-parallel", saved, launched };
  for (const names of optimizerFiles(form === "bfloat16", saved ?? 0, model.ranks)) {
    const file = names.find((name) => checkpoint.files.has(name));
    if (file === undefined) return { kind: "missing", file: names[0] };
    const stop = unreadable(checkpoint.files, [file]);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** Without weight decay all parameters are in one group (megatron/model/utils.py:get_params_for_weight_decay_optimization). */
function sameOptimizerGroups(context: LoadContext): ReturnType<Step> {
  const saved = savedOptimizer(context)?.groups.length;
  const decay = context.launch.derivation.get("weight_decay");
  if (!loadsOptimizer(context) || saved === undefined || decay === undefined) return undefined;
  const launched = equals(decay, 0) ? 1 : 2;
  return saved === launched || saved > 2 ? undefined : { kind: "optimizer-groups", saved, launched };
}

function sameSchedule(context: LoadContext): ReturnType<Step> {
  const { launch, model } = context;
  const isChecked = ["override_lr_scheduler", "use_checkpoint_lr_scheduler"].every(
    (name) => launch.derivation.get(name) === false,
  );
  if (!loadsOptimizer(context) || !isChecked || model?.rank.schedule === undefined) return undefined;
  const differences = differingSchedule(launch, model.rank.schedule);
  return differences.length > 0 ? { kind: "schedule", differences } : undefined;
}

function sameArguments({ launch, model }: LoadContext): ReturnType<Step> {
  const differences = model === undefined ? [] : differingArguments(launch, model.rank.args);
  return differences.length > 0 ? { kind: "arguments", differences } : undefined;
}

/** Without the states of the generators the run ends, with exit status 0. */
function restoreGenerators({ launch, isFinetuning, isTraining, model }: LoadContext): ReturnType<Step> {
  if (
    isFinetuning ||
    !isTraining ||
    model === undefined ||
    !isSettled(launch, "no_load_rng") ||
    launch.derivation.get("no_load_rng") !== false
  )
    return undefined;
  return model.rank.names.has("random_rng_state") ? undefined : { kind: "no-random-states" };
}

/**
 * The same checkpoint is loaded a second time for the reference model, whose optimizer has a single group
 * (megatron/training.py:setup_model_and_optimizer).
 */
function sameReferenceGroups(context: LoadContext): ReturnType<Step> {
  const saved = savedOptimizer(context)?.groups.length;
  const objective = context.launch.get("train_impl");
  if (!loadsOptimizer(context) || saved === undefined || saved < 2 || typeof objective !== "string")
    return undefined;
  return hasReferenceModel(context.launch, objective)
    ? { kind: "reference-groups", saved, objective }
    : undefined;
}

function hasReferenceModel(launch: Launch, objective: string): boolean {
  const isComputedBefore = (launch.get("precompute_model_name") ?? null) !== null;
  if (objective === "dpo") return !isComputedBefore && launch.get("dpo_reference_free") === false;
  if (objective === "kto") return !isComputedBefore;
  return objective === "reinforce" && scalarNumber(launch.get("kl_div_beta") ?? 0) > 0;
}

/** What the first step of an optimizer asks of each parameter's state (torch, apex and megatron/optimizers.py). */
const STATES: ReadonlyMap<string, readonly string[]> = new Map([
  ["adam", ["exp_avg", "exp_avg_sq"]],
  ["cpu_adam", ["exp_avg", "exp_avg_sq"]],
  ["lion", ["exp_avg"]],
  ["sm3", ["momentum"]],
  ["madgrad_wd", ["grad_sum_sq", "s"]],
]);

function sameOptimizerType(context: LoadContext): ReturnType<Step> {
  const saved = savedOptimizer(context)?.states;
  const type = context.launch.derivation.get("optimizer_type");
  if (!loadsOptimizer(context) || saved === undefined || saved.size === 0 || typeof type !== "string")
    return undefined;
  const missing = STATES.get(type.toLowerCase())?.find((state) => !saved.has(state));
  return missing === undefined ? undefined : { kind: "optimizer-type", missing };
}

function loadsOptimizer({ isModuleOnly, isTraining }: LoadContext): boolean {
  return isTraining && !isModuleOnly;
}

function isPartitioned(form: OptimizerForm): boolean {
  return form === "zero" || form === "bfloat16";
}

/** By the files: one beside the weights is plain or fp16's, and bfloat16's have names of their own. */
function savedForm({ checkpoint, model }: LoadContext): OptimizerForm | undefined {
  const names = [...checkpoint.files.keys()];
  if (names.some((name) => name.startsWith("bf16_zero_"))) return "bfloat16";
  if (names.some((name) => /^zero_pp_rank_\d+_mp_rank_\d+_?optim_states/.test(name))) return "zero";
  if (model?.rank.isFp16) return "fp16";
  return model?.rank.optimizer === undefined ? undefined : "plain";
}

function savedOptimizer({ model, checkpoint }: LoadContext): SavedOptimizer | undefined {
  const partitioned = [...checkpoint.files.values()].find(({ content }) => content?.optimizer !== undefined);
  return model?.rank.optimizer ?? partitioned?.content?.optimizer;
}

function unreadable(
  files: LoadContext["checkpoint"]["files"],
  names: Iterable<string>,
): LoadStop | undefined {
  for (const name of names) {
    const problem = files.get(name)?.problem;
    if (problem !== undefined) return { kind: "unreadable", file: name, problem };
  }
  return undefined;
}

/** Files may hold hundreds of thousands of tensors, and each launch that tries a change asks for them. */
const shapes = new WeakMap<SavedTensors, string>();

function shapeOf(tensors: SavedTensors): string {
  const found =
    shapes.get(tensors) ?? [...tensors].map(([name, { shape }]) => `${name} ${shape.join("x")}`).join("\n");
  shapes.set(tensors, found);
  return found;
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
