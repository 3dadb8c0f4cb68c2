import { dimensionRules } from "./dimensions";
import type { Rule } from "./rule";

/** Every rule, family by family, in the order in which NeoX would come to them. */
export const rules: readonly Rule[] = [...dimensionRules];
