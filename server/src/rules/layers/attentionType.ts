import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { iterate } from "../../python/access";
import { repr } from "../../python/text";
import { isDict, isList, type PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { isKnownType, meantType } from "./knownTypes";

export default defineRule({
  id: "attention-type",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "Every type in `attention_config` must be one that NeoX knows",
  sources: [
    "megatron/neox_arguments/arguments.py:1101:calculate_derived",
    "megatron/neox_arguments/neox_args.py:29:<module>",
  ],
  explain: `The types are \`global\`, \`local\`, \`sparse_fixed\`, \`sparse_variable\`, \`bigbird\`, \`bslongformer\`,
\`gmlp\`, \`amlp\`, \`flash\`, and since 2024 \`mamba\` and \`rwkv\`, in lower case.`,
  bad: yaml`
    num_layers: 12
    attention_config: [[["Flash"], 12]]
  `,
  good: yaml`
    num_layers: 12
    attention_config: [[["flash"], 12]]
  `,
  check(launch, report) {
    const expanded = launch.derivation.get("attention_config");
    if (expanded === undefined || !(isList(expanded) || typeof expanded === "string" || isDict(expanded)))
      return;
    const unknown = iterate(expanded).find((type) => typeof type !== "string" || !isKnownType(launch, type));
    if (unknown === undefined) return;
    report({
      at: "attention_config",
      message: t("NeoX knows no attention type {0}.", repr(unknown)),
      fixes: () => fixes(launch, unknown),
    });
  },
});

function fixes(launch: Launch, unknown: PythonValue): Fix[] {
  const meant = typeof unknown === "string" ? meantType(launch, unknown) : undefined;
  const config = launch.get("attention_config");
  if (typeof unknown !== "string" || meant === undefined || config === undefined) return [];
  const set = { attention_config: replaced(config, unknown, meant) };
  return [{ title: t("Use the attention type {0}", meant), preferred: true, keepsMeaning: true, set }];
}

/** In a list of types, or of pairs of types and how often they come; what else is there stays. */
function replaced(config: PythonValue, from: string, to: string): PythonValue {
  const renamed = (type: PythonValue) => (type === from ? to : type);
  const inTypes = onceForEach((types) => types.map(renamed), renamed);
  const inPair = onceForEach(([types = null, ...rest]) => [inTypes(types), ...rest], renamed);
  return isList(config) ? config.map(inPair) : renamed(config);
}

/** What becomes of a list, which many others may share, or of what is none. */
function onceForEach(
  ofList: (list: readonly PythonValue[]) => PythonValue,
  otherwise: (value: PythonValue) => PythonValue,
): (value: PythonValue) => PythonValue {
  const known = new Map<readonly PythonValue[], PythonValue>();
  return (value) => {
    if (!isList(value)) return otherwise(value);
    const found = known.get(value) ?? ofList(value);
    known.set(value, found);
    return found;
  };
}
