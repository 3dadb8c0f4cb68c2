import type { Rule } from "../rule";
import gmlpBatchSize from "./gmlpBatchSize";
import gmlpGeluFusion from "./gmlpGeluFusion";

export const gmlpRules: readonly Rule[] = [gmlpGeluFusion, gmlpBatchSize];
