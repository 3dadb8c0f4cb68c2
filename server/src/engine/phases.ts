import type { Phase, Rule } from "./rule";

/** What becomes of a launch, in order. */
export const PHASES: readonly Phase[] = [
  "launcher",
  "load",
  "args",
  "data",
  "model",
  "optimizer",
  "engine",
  "resume",
  "forward",
  "train",
  "eval",
  "save",
  "generate",
];

/** Rules in the order of their phases; of one phase as they come. */
export function byPhase(rules: readonly Rule[]): readonly Rule[] {
  return PHASES.flatMap((phase) => rules.filter((rule) => rule.phase === phase));
}
