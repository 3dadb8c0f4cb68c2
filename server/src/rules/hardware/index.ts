import type { Rule } from "../rule";
import tensorCoreAlignment from "./tensorCoreAlignment";

/** What costs speed on a GPU and nothing else; the setting `neoxConfig.hardwareHints` switches them all off. */
export const hardwareRules: readonly Rule[] = [tensorCoreAlignment];
