import { nearestName } from "../../arguments/suggestName";
import type { Launch } from "../../launch/launch";
import { ATTENTION_TYPES } from "../../model/attentionTypes";

/** Whether the target's `attention_config` takes this type. */
export function isKnownType({ target }: Launch, type: string): boolean {
  if (target.kind === "checkout" && target.attentionTypes !== undefined)
    return target.attentionTypes.includes(type);
  const from = ATTENTION_TYPES.get(type);
  if (from === undefined) return false;
  return target.kind !== "version" || from === "" || from <= target.date;
}

/** In characters: a longer word is none of them. */
const LONGEST_TYPE = 100;

/** The known type that a word is, or that differs in capitals, a slip of the hand or what people add to it. */
export function meantType(launch: Launch, type: string): string | undefined {
  if (type.length > LONGEST_TYPE) return undefined;
  const word = type.toLowerCase();
  const known = [...ATTENTION_TYPES.keys()].filter((it) => isKnownType(launch, it));
  const meant = known.find((it) => word === it || word.startsWith(`${it}_`) || it.startsWith(`${word}_`));
  return meant ?? nearestName(word, known);
}
