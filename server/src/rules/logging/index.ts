import type { Rule } from "../rule";
import { figureRules } from "./figures";
import { monitorRules } from "./monitors";
import { profilingRules } from "./profiling";

/** What a run tells, and to whom. */
export const loggingRules: readonly Rule[] = [...figureRules, ...monitorRules, ...profilingRules];
