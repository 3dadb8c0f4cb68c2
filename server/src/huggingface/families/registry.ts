import type { Family } from "../family";
import { GEMMA_FAMILIES } from "./gemma";
import { GPT_FAMILIES } from "./gpt";
import { LLAMA_FAMILIES } from "./llama";
import { MAMBA } from "./mamba";

/** In the order in which they are tried for a model of NeoX: of two that describe it, the first is the more usual one. */
export const ALL_FAMILIES: readonly Family[] = [...GPT_FAMILIES, ...LLAMA_FAMILIES, ...GEMMA_FAMILIES, MAMBA];

const BY_TYPE: ReadonlyMap<string, Family> = new Map(ALL_FAMILIES.map((family) => [family.type, family]));

/** The family of a `model_type`, if it is known here. */
export function familyOf(type: string): Family | undefined {
  return BY_TYPE.get(type);
}

/** The family whose class `architectures` names. */
export function familyOfArchitecture(architecture: string): Family | undefined {
  return ALL_FAMILIES.find((family) => family.architecture === architecture);
}
