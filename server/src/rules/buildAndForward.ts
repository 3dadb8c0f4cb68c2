import { activationsRules } from "./activations";
import { flashRules } from "./flash";
import { gmlpRules } from "./gmlp";
import { initialisationRules } from "./initialisation";
import { mambaRules } from "./mamba";
import { mlpRules } from "./mlp";
import { moeRules } from "./moe";
import { normsRules } from "./norms";
import { objectiveRules } from "./objective";
import { parallelRules } from "./parallel";
import { positionsRules } from "./positions";
import type { Rule } from "./rule";
import { rwkvRules } from "./rwkv";
import { sizesRules } from "./sizes";
import { sparseRules } from "./sparse";
import { startRules } from "./start";
import { transformerEngineRules } from "./transformerEngine";

/** What stops a launch after its arguments are accepted, up to its first loss; shapes are in `dimensions`. */
export const buildAndForwardRules: readonly Rule[] = [
  ...startRules,
  ...parallelRules,
  ...initialisationRules,
  ...sizesRules,
  ...normsRules,
  ...activationsRules,
  ...positionsRules,
  ...mlpRules,
  ...moeRules,
  ...flashRules,
  ...sparseRules,
  ...mambaRules,
  ...rwkvRules,
  ...gmlpRules,
  ...transformerEngineRules,
  ...objectiveRules,
];
