import type { Launch } from "../launch/launch";
import { holdsFor, type Window } from "../launch/target";
import { between, since, until } from "../launch/windows";
import { GATED_ACTIVATIONS, PLAIN_ACTIVATIONS } from "./activations";
import { expertsOf } from "./experts";
import { hasTransformerLayer, isTransformerLayer, layerKinds } from "./layerKinds";
import { llamaMlpWidths, type MlpWidths, mlpWidths, mlpWidthsOfV2 } from "./mlp";
import { positiveInt, realNumber } from "./sizes";

/** The MLP of the ordinary layers of a launch, as the target's code sizes it. */
export interface DenseMlp {
  readonly hiddenSize: number;
  readonly activation: string;
  readonly isGated: boolean;
  /** `mlp_multiple_of` as it takes part; 1 in versions that do not round. */
  readonly multipleOf: number;
  readonly widths: MlpWidths;
  /** The versions that size it so. */
  readonly holds: Window;
}

type Sized = Pick<DenseMlp, "multipleOf" | "widths">;

interface Sizing {
  readonly holds: Window;
  readonly size: (launch: Launch, hiddenSize: number, activation: string) => Sized | undefined;
}

/** How gpt-neox has sized MLPs, newest first. */
const SIZINGS: readonly Sizing[] = [
  {
    holds: since("adbf5d6f"),
    size: (launch, hiddenSize, activation) => {
      // Below 0, NeoX rounds the widths down; 0 stops it (mlp-multiple-of-zero).
      const multipleOf = launch.derivation.int("mlp_multiple_of");
      return multipleOf ? rounded(launch, hiddenSize, activation, multipleOf) : undefined;
    },
  },
  {
    holds: between("0d4bdb96", "adbf5d6f"),
    size: (launch, hiddenSize, activation) => rounded(launch, hiddenSize, activation, 256),
  },
  {
    holds: between("9c645dd8", "0d4bdb96"),
    size: (launch, hiddenSize, activation) => ofV2(launch, hiddenSize, activation, 2),
  },
  {
    holds: until("9c645dd8"),
    size: (launch, hiddenSize, activation) => ofV2(launch, hiddenSize, activation, (4 * 2) / 3),
  },
];

/** The dense MLP of a launch; undefined when it has none, or when its sizes are not known. */
export function denseMlp(launch: Launch): DenseMlp | undefined {
  const hiddenSize = positiveInt(launch, "hidden_size");
  const activation = launch.get("activation");
  if (hiddenSize === undefined || typeof activation !== "string" || !hasDenseMlp(launch)) return undefined;
  const isGated = GATED_ACTIVATIONS.has(activation);
  if (!isGated && !PLAIN_ACTIVATIONS.has(activation)) return undefined;
  const sizing = SIZINGS.find(({ holds }) => holdsFor(holds, launch.target) !== "never");
  const sized = sizing?.size(launch, hiddenSize, activation);
  return sizing && sized && { hiddenSize, activation, isGated, ...sized, holds: sizing.holds };
}

/** Whether some layer has an MLP that is neither a mixture of experts nor TransformerEngine's. */
export function hasDenseMlp(launch: Launch): boolean {
  return launch.get("te_layernorm_mlp") !== true && hasMlpWithoutExperts(launch);
}

/** Whether some layer has an MLP, NeoX's own or TransformerEngine's, that is no mixture of experts. */
export function hasMlpWithoutExperts(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  if (kinds === undefined || !hasTransformerLayer(kinds)) return false;
  const experts = expertsOf(launch);
  if (experts === undefined) return true;
  const { interval } = experts;
  const types = launch.derivation.attentionTypes;
  if (interval === undefined || types === undefined) return false;
  return types.some((type, layer) => layer % interval !== 0 && isTransformerLayer(type));
}

function rounded(
  launch: Launch,
  hiddenSize: number,
  activation: string,
  multipleOf: number,
): Sized | undefined {
  const intermediateSize = optional(launch, "intermediate_size");
  const expansionFactor = optional(launch, "expansion_factor");
  if (intermediateSize === "unknown" || expansionFactor === "unknown") return undefined;
  if (intermediateSize !== undefined && expansionFactor !== undefined) return undefined;
  const isGated = GATED_ACTIVATIONS.has(activation);
  return {
    multipleOf,
    widths: mlpWidths({ hiddenSize, intermediateSize, expansionFactor, multipleOf, isGated }),
  };
}

function ofV2(launch: Launch, hiddenSize: number, activation: string, gegluScale: number): Sized | undefined {
  if (launch.get("mlp_type") !== "llama")
    return { multipleOf: 1, widths: mlpWidthsOfV2(hiddenSize, activation === "geglu", gegluScale) };
  const intermediateSize = optional(launch, "intermediate_size");
  if (intermediateSize === "unknown") return undefined;
  return { multipleOf: 1, widths: llamaMlpWidths(hiddenSize, intermediateSize) };
}

/** A number above or at zero, undefined for None. */
function optional(launch: Launch, name: string): number | undefined | "unknown" {
  if (launch.derivation.get(name) === null) return undefined;
  const value = realNumber(launch, name);
  return value === undefined || value < 0 ? "unknown" : value;
}
