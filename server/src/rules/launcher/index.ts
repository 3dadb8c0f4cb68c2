import type { Rule } from "../rule";
import { hostRules } from "./hosts";
import yamlExtension from "./yamlExtension";

/** From `deepy.py` to the workers. */
export const launcherRules: readonly Rule[] = [yamlExtension, ...hostRules];
