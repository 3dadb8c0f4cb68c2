import type { Shape } from "../../../../protocol/report";
import type { Report, Rule } from "../../engine/rule";
import { errorsIn } from "../../engine/run";
import { windowNote } from "../../engine/severity";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { ZERO_STAGES } from "../../model/memory/memory";
import { rules } from "../../rules/registry";
import { isDict } from "../../yaml/value";

/** The keys that give a shape. */
export const SHAPE_KEYS: readonly (readonly [key: string, name: keyof Shape])[] = [
  ["hidden_size", "hiddenSize"],
  ["num_attention_heads", "numAttentionHeads"],
  ["num_kv_heads", "numKvHeads"],
];

/** Rules that read a size of the shape besides those whose fixes are searched. */
const readers = rules.filter(
  ({ family, keys }) => family !== "dimensions" && SHAPE_KEYS.some(([key]) => keys.includes(key)),
);
const shapes = rules.filter(({ family }) => family === "dimensions");
const blind = rules.filter((rule) => rule.family !== "dimensions" && !readers.includes(rule));

/**
 * Why NeoX refuses a launch for its shape, of sizes above zero: what the rules about shapes say, whatever the user has
 * switched off; without any, what the rules say that read a size of the shape.
 */
export function objectionsToShape(launch: Launch): readonly string[] {
  const aboutShape = objectionsOf(shapes, launch);
  return aboutShape.length > 0 ? aboutShape : messagesOf(errorsIn(launch, readers));
}

/** Why NeoX refuses a launch whatever its shape. A view asks about dozens of shapes while one types, and once for this. */
export function objectionsToAnyShape(launch: Launch): readonly string[] {
  return messagesOf(errorsIn(launch, blind));
}

const ofZero = rules.filter(({ keys, outcome }) => keys.includes("zero_optimization") && outcome === "crash");

/** Why a launch would stop with each ZeRO stage; nothing for stages that work. */
export function zeroObjections(launch: Launch): Readonly<Record<number, string>> {
  const block = launch.derivation.get("zero_optimization");
  const own = launch.derivation.int("zero_stage") ?? 0;
  return Object.fromEntries(
    ZERO_STAGES.flatMap((stage) => {
      const changed = new Map([...(isDict(block) ? block : []), ["stage", BigInt(stage)] as const]);
      const tried = stage === own ? launch : launch.with({ zero_optimization: changed });
      const [objection] = objectionsOf(ofZero, tried);
      return objection === undefined ? [] : [[stage, objection]];
    }),
  );
}

function objectionsOf(asked: readonly Rule[], launch: Launch): string[] {
  const objections: string[] = [];
  const report = (rule: Rule) => (told: Report) => {
    const { message, holds = rule.holds } = told;
    if (holdsFor(holds, launch.target) === "never") return;
    const note = windowNote(holds, launch.target);
    objections.push(note === "" ? message : `${message} ${note}`);
  };
  for (const rule of asked) {
    try {
      rule.check(launch, report(rule));
    } catch {
      // A rule that fails itself objects to nothing; a check says that it does.
    }
  }
  return objections;
}

function messagesOf(findings: readonly { readonly message: string }[]): string[] {
  return findings.map(({ message }) => message);
}
