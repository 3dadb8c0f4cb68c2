import type { Family } from "../family";
import { GEMMA_FAMILIES } from "./gemma";
import { GPT_FAMILIES } from "./gpt";
import { LLAMA_FAMILIES } from "./llama";
import { MAMBA } from "./others";

const FAMILIES: readonly Family[] = [...LLAMA_FAMILIES, ...GPT_FAMILIES, ...GEMMA_FAMILIES, MAMBA];

const BY_TYPE: ReadonlyMap<string, Family> = new Map(FAMILIES.map((family) => [family.type, family]));

/** The family of a `model_type`, if it is known here. */
export function familyOf(type: string): Family | undefined {
  return BY_TYPE.get(type);
}

/** The family whose class `architectures` names. */
export function familyOfArchitecture(architecture: string): Family | undefined {
  return FAMILIES.find((family) => family.architecture === architecture);
}
