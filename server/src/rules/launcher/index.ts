import type { Rule } from "../rule";
import { configFileRules } from "./configFiles";
import { hostRules } from "./hosts";

/** From `deepy.py` to the workers. */
export const launcherRules: readonly Rule[] = [...configFileRules, ...hostRules];
