import facts from "../../arguments/generated/nested.json";
import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { equals } from "../../python/compare";
import { isList } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { type NestedEntry, nestedEntries } from "../kit/nestedEntries";
import { nestedRemoval } from "../kit/nestedRemoval";
import { renameNested } from "../kit/renameNested";
import { yaml } from "../kit/yaml";

const PARAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = facts.optimizer.params_by_type;

/** What chooses an implementation in PyTorch, apex or DeepSpeed's own configs, and no optimizer of NeoX's takes. */
const IMPLEMENTATIONS = [
  "capturable",
  "differentiable",
  "foreach",
  "fused",
  "master_weights",
  "torch_adam",
  "use_triton",
];

/** What is known of other optimizers: one that lacks it has nothing to lose with it. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  ...IMPLEMENTATIONS,
  ...Object.values(PARAMS).flatMap((params) => Object.keys(params)),
]);

/** Parameters of other optimizers, and the argument of NeoX that does the same. */
const AT_TOP_LEVEL: Readonly<Record<string, string>> = {
  grad_clip: "gradient_clipping",
  max_grad_norm: "gradient_clipping",
  min_lr: "min_lr",
  warmup: "warmup",
  weight_decay: "weight_decay",
};

export default defineRule({
  id: "optimizer-params",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "TypeError" },
  onlyIn: "training",
  summary: "A parameter that this optimizer does not take.",
  sources: ["megatron/training.py:1002-1094:get_optimizer"],
  explain: `NeoX gives \`optimizer.params\` to the optimizer's constructor as they are, which raises TypeError for a
parameter it does not have. \`weight_decay\` is NeoX's own top-level argument, which it passes too: in \`params\` it
comes twice. Only OneBitAdam, which DeepSpeed builds, takes it there; SM3 has none. Seen by running NeoX's own
\`get_optimizer\`, with its own optimizers; what others than \`weight_decay\` do in DeepSpeed's and Apex's is a
warning.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    optimizer: { type: Adam, params: { lr: 0.001, weight_decay: 0.1 } }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    optimizer: { type: Adam, params: { lr: 0.001 } }
    weight_decay: 0.1
  `,
  check(launch, report) {
    const type = optimizerType(launch);
    const params = type === undefined ? undefined : ownValue(PARAMS, classOf(launch, type));
    if (type === undefined || params === undefined) return;
    for (const nested of nestedEntries(launch, ["optimizer", "params"])) {
      if (Object.hasOwn(params, nested.key)) continue;
      const likeIt = nearestName(nested.key, Object.keys(params));
      // SM3's beta is one number, which Adam's pair is not.
      const isPair = isList(nested.entry.value.value) && !/^(?:list|\()/.test(params[likeIt ?? ""] ?? "");
      const meant = isPair ? undefined : likeIt;
      report({
        at: { file: nested.file, span: nested.entry.key.span },
        message: message(type, nested, meant),
        ...(isCertain(launch, type, nested.key) ? {} : { severity: "warning" }),
        fixes: () => asFarAsMeant(launch, fixes(launch, nested, meant)),
      });
    }
  },
});

/** Without a type NeoX would take Adam, of which nobody said anything: only what goes elsewhere is then surely meant. */
function asFarAsMeant(launch: Launch, offered: readonly Fix[]): readonly Fix[] {
  const isSaid = blockValue(launch, ["optimizer", "type"]) !== undefined;
  return offered.map((fix) => (isSaid || fix.movesValue === true ? fix : { ...fix, preferred: false }));
}

/** Another spelling, or the argument at top level that does the same, with its value. */
function fixes(launch: Launch, nested: NestedEntry, meant: string | undefined): readonly Fix[] {
  const argument = ownValue(AT_TOP_LEVEL, nested.key);
  if (meant !== undefined) return renameNested(nested, meant);
  const { entry, path } = nested;
  const edits = nestedRemoval(nested);
  const removal: Fix = { title: t("Remove {0}", path), preferred: true, edits };
  if (argument === undefined) return [OF_OTHERS.has(nested.key) ? removal : { ...removal, givesUp: path }];
  const present = launch.settings.get(argument)?.value;
  // A warmup of iterations is no share of them.
  if (argument === "warmup" || (present !== undefined && !equals(present, entry.value.value)))
    return [{ title: t("Remove {0}", path), edits }];
  const set = { [argument]: entry.value.value };
  const title = t("Move the value of {0} to {1}", path, argument);
  return [{ title, preferred: true, movesValue: true, set, edits }];
}

/** The row of the table: Lion is another class once ZeRO is on, Adam one of three that take different parameters. */
function classOf(launch: Launch, type: string): string {
  if (type === "lion" && launch.derivation.int("zero_stage") !== 0) return "lion_with_zero";
  const isOtherAdam = launch.get("use_mup") === true || launch.get("use_bnb_optimizer") === true;
  return type === "adam" && isOtherAdam ? "another adam" : type;
}

/** The optimizers that are NeoX's own classes (megatron/optimizers.py). */
const OWN_CLASSES: ReadonlySet<string> = new Set(["sm3", "madgrad_wd", "lion"]);

/** DeepSpeed's classes, seen with main and its DeeperSpeed 91d1c55b. */
const SEEN_AT_MAIN: ReadonlySet<string> = new Set(["adam", "cpu_adam"]);

/** Whether the constructor was seen to refuse it. Inference and `no_load_optim` build another optimizer. */
function isCertain(launch: Launch, type: string, key: string): boolean {
  if (isInference(launch) || launch.get("no_load_optim") !== false) return false;
  if (key === "weight_decay" || OWN_CLASSES.has(type)) return true;
  return SEEN_AT_MAIN.has(type) && holdsFor(AT_MAIN, launch.target) === "always";
}

function message(type: string, { key }: NestedEntry, meant: string | undefined): string {
  if (meant !== undefined)
    return t("{0} takes no parameter {1} and stops with TypeError. Did you mean {2}?", type, key, meant);
  const argument = ownValue(AT_TOP_LEVEL, key);
  if (argument !== undefined)
    return t(
      "{0} takes no parameter {1} here and stops with TypeError; set {2} at top level.",
      type,
      key,
      argument,
    );
  return t("{0} takes no parameter {1} and stops with TypeError.", type, key);
}
