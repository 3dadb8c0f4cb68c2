import { dimensionRules } from "./dimensions";
import type { Rule } from "./rule";
import { valueRules } from "./values";

/** Every rule, family by family, in the order in which NeoX would come to them. */
export const rules: readonly Rule[] = [...valueRules, ...dimensionRules];
