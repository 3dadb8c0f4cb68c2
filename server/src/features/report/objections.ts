import type { Shape } from "../../../../protocol/report";
import type { Rule } from "../../engine/rule";
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
 * Asks why NeoX refuses a launch that differs from `present` in its shape alone, both with sizes above zero: what the
 * rules about shapes say, whatever the user has switched off; without any, whatever else stops it.
 * A view asks about dozens of shapes while one types, so rules that do not look at the shape run once.
 */
export function objectionsNear(present: Launch): (changed: Launch) => readonly string[] {
  let elsewhere: readonly string[] | undefined;
  return (changed) => {
    const aboutShape = objectionsOf(shapes, changed);
    if (aboutShape.length > 0) return aboutShape;
    elsewhere ??= messagesOf(errorsIn(present, blind));
    return [...messagesOf(errorsIn(changed, readers)), ...elsewhere];
  };
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
  for (const rule of asked) {
    rule.check(launch, ({ message, holds = rule.holds }) => {
      if (holdsFor(holds, launch.target) === "never") return;
      const note = windowNote(holds, launch.target);
      objections.push(note === "" ? message : `${message} ${note}`);
    });
  }
  return objections;
}

function messagesOf(findings: readonly { readonly message: string }[]): string[] {
  return findings.map(({ message }) => message);
}
