import type { Rule } from "../rule";
import geluFusionOnnx from "./geluFusionOnnx";

export const activationsRules: readonly Rule[] = [geluFusionOnnx];
