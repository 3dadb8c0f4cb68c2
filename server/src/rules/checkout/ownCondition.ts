import type { ArgumentValues } from "../../arguments/checkout/conditions/memory";
import type { OwnFailure } from "../../arguments/checkout/conditions/walk";
import type { PythonScalar } from "../../arguments/pythonScalar";
import { t } from "../../base/l10n";
import { finish, type Steps } from "../../base/steps";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isSettled } from "../../model/certainty";
import { scalarText } from "../../python/scalarText";
import { repr } from "../../python/text";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

const CONDITION = 'assert self.hidden_size % 128 == 0, f"{self.hidden_size} does not fill the tiles"';

export default defineRule({
  id: "own-condition",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "AssertionError" },
  readsCheckout: true,
  summary: "A condition that your own checkout of gpt-neox puts on its arguments",
  explain: `A fork may ask more of a config than gpt-neox itself. Where the target is your own checkout, what it does to
make and check its arguments is followed from \`__post_init__\` on, without running it: \`assert\`, \`raise\` and a
validation that returns False, under their conditions. Only what gpt-neox's main never had is told here; the rest has
rules of its own. Where a value cannot be told, nothing is said of what depends on it.`,
  bad: {
    files: { "model.yml": EXAMPLE_MODEL.replace("768", "672") },
    checkout: CONDITION,
  },
  good: { files: { "model.yml": EXAMPLE_MODEL }, checkout: CONDITION },
  check: (launch, report) => finish(checking(launch, report)),
  checking,
});

function* checking(launch: Launch, report: (finding: Report) => void): Steps<void> {
  if (launch.target.kind !== "checkout" || launch.target.ownConditions === undefined) return;
  const failure = yield* launch.target.ownConditions.failing(valuesOf(launch));
  const keys = failure?.keys.flatMap((key) => [key, ...launch.derivation.sources(key)]) ?? [];
  const at = keys.find((key) => launch.settings.has(key));
  if (failure === undefined || (at === undefined && launch.scope !== "launch")) return;
  report({
    at: at ?? keys[0] ?? "",
    message: messageOf(failure),
    keys,
    neox: { at: `${failure.path}:${failure.function}`, raises: failure.raises },
    ...(!keys.every((key) => isSettled(launch, key)) && { severity: "warning" }),
  });
}

function valuesOf(launch: Launch): ArgumentValues {
  return {
    given: (name) => (launch.catalogue.get(name) === undefined ? undefined : launch.named(name)),
    derived: (name) => launch.derivation.get(name),
  };
}

function messageOf({ source, path, line, raises, message, operands }: OwnFailure): string {
  const values = [...operands].flatMap(([name, value]) =>
    isShort(value) ? [`${name}: ${repr(value)}`] : [],
  );
  const stop = message === "" ? raises : `${raises}: ${message}`;
  if (values.length === 0)
    return t("Your checkout stops at a condition of its own ({0}:{1}): {2} ({3})", path, line, source, stop);
  const told = values.slice(0, MOST_VALUES).join(", ");
  return t(
    "Your checkout stops at a condition of its own ({0}:{1}) with {2}: {3} ({4})",
    path,
    line,
    told,
    source,
    stop,
  );
}

/** Whether a reader sees a value at a glance. */
function isShort(value: PythonValue | undefined): value is PythonScalar {
  return (
    value !== undefined && (value === null || typeof value !== "object") && scalarText(value).length < 60
  );
}

const MOST_VALUES = 5;
