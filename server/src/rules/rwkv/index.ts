import type { Rule } from "../rule";
import rwkvDimAttRequired from "./rwkvDimAttRequired";
import rwkvFirstLayer from "./rwkvFirstLayer";
import rwkvHeads from "./rwkvHeads";
import rwkvMultiplesOf32 from "./rwkvMultiplesOf32";
import rwkvOneLayer from "./rwkvOneLayer";
import rwkvPrecision from "./rwkvPrecision";

export const rwkvRules: readonly Rule[] = [
  rwkvDimAttRequired,
  rwkvMultiplesOf32,
  rwkvHeads,
  rwkvOneLayer,
  rwkvPrecision,
  rwkvFirstLayer,
];
