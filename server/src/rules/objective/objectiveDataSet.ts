import type { ArgumentName } from "../../arguments/generated/argumentName";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { AT_MAIN, since } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { missingFunction } from "../../model/objectives";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const DATA_SETS: ReadonlySet<string> = new Set(["gpt2", "pairwise", "online"]);

/** The kinds of data that each objective can read, the usual one first. */
const READS: Readonly<Record<string, readonly string[]>> = {
  normal: ["gpt2", "online"],
  kto: ["gpt2", "online"],
  dpo: ["pairwise"],
  rm: ["pairwise"],
  reinforce: ["online"],
};

/** Where each kind finds its texts; those that come online have no path. */
const DATA_OF: Readonly<Record<string, readonly ArgumentName[]>> = {
  gpt2: ["data_path", "train_data_paths"],
  pairwise: ["pos_train_data_paths"],
};

export default defineRule({
  id: "objective-data-set",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["dataset_impl", "train_impl", "data_path"],
  holds: since("c8f7b566"),
  neox: { at: "megatron/training.py:get_batch", raises: "KeyError" },
  summary: "`dataset_impl` must be the one that `train_impl` reads",
  sources: [
    "megatron/training.py:393:get_batch",
    "megatron/mpu/data.py:44:_build_key_size_numel_dictionaries",
  ],
  explain: `\`dpo\` and \`rm\` read pairs (\`pairwise\`), \`reinforce\` reads rewards (\`online\`), \`normal\` and
\`kto\` read texts (\`gpt2\`, or \`online\` for texts with rewards); otherwise the first batch lacks a key.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: dpo
        pack_impl: unpacked
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: dpo
        dataset_impl: pairwise
        pack_impl: unpacked
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const impl = launch.get("train_impl");
    // Beside data_path NeoX does not look at dataset_impl.
    const data = (launch.get("data_path") ?? null) === null ? launch.get("dataset_impl") : "gpt2";
    if (typeof impl !== "string" || typeof data !== "string" || !isSettled(launch, "train_impl")) return;
    // In a pipeline reinforce is not looked at, which another rule tells.
    if (impl === "reinforce" && launch.derivation.get("is_pipe_parallel") !== false) return;
    const known = ownValue(READS, impl);
    if (known === undefined || known.includes(data) || !DATA_SETS.has(data)) return;
    const [wanted = "gpt2"] = known;
    report({
      at: "train_impl",
      message: t("{0} reads data of kind {1}, and it gets {2}.", impl, wanted, data),
      fixes: () => {
        const hasData = ownValue(DATA_OF, wanted)?.some((key) => isGiven(launch, key)) === true;
        const isVain = launch.get("dataset_impl") === wanted || missingFunction(launch) !== undefined;
        return isVain ? [] : [setValue("dataset_impl", wanted, hasData)];
      },
    });
  },
});
