import type { Rule } from "../rule";
import generationCache from "./cache";
import { inferenceRules } from "./inference";
import { samplingRules } from "./sampling";

/** `generate.py`. */
export const generationRules: readonly Rule[] = [...samplingRules, generationCache, ...inferenceRules];
