import { byPhase } from "../engine/phases";
import type { Rule } from "../engine/rule";
import { ShapeSearch } from "../engine/shapes/search";
import { everyRule } from "./generated/everyRule";
import { heedingTheRest } from "./kit/heedingTheRest";

const inOrder = byPhase(everyRule);

/** Looks for shapes to which no rule objects. */
export const shapeSearch = new ShapeSearch(inOrder);

/** Every rule, in the order of the phases in which NeoX would come to them. */
export const rules: readonly Rule[] = inOrder.map((rule) =>
  heedingTheRest(shapeSearch.withSearchedFixes(rule)),
);
