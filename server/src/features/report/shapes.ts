import type { ExploredShape, Shape } from "../../../../protocol/report";
import { t } from "../../base/l10n";
import { finish, type Steps } from "../../base/steps";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import {
  modelParameters,
  parametersTotal,
  totalWithoutEmbeddings,
} from "../../model/parameters/modelParameters";
import { attentionSizes } from "../../model/sizes";
import { scalarText } from "../../python/scalarText";
import { objectionsToShape, SHAPE_KEYS } from "./objections";

/** How many values of a dimension are shown: the present one in the middle. */
const WIDTHS = 5;
const HEADS = 5;
const KV_HEADS = 2;

/** A view asks again about a launch that did not change, as after a change of settings. */
const explored = new WeakMap<Launch, { about: string; shapes: readonly ExploredShape[] }>();

/**
 * Shapes near the launch's own: which work, why not, what they hold. Empty while the sizes are unknown.
 * `vocabularySize` counts where the launch does not tell it. Those around another shape stay where they are while one
 * of them after the other is tried.
 */
export function exploreShapes(...asked: Parameters<typeof exploringShapes>): readonly ExploredShape[] {
  return finish(exploringShapes(...asked));
}

/** `exploreShapes` in steps, one for each shape. */
export function* exploringShapes(
  launch: Launch,
  vocabularySize?: number,
  around?: Shape,
): Steps<readonly ExploredShape[]> {
  const about = JSON.stringify([vocabularySize, around]);
  const known = explored.get(launch);
  if (known?.about === about) return known.shapes;
  const shapes = yield* shapesNear(launch, vocabularySize, around);
  explored.set(launch, { about, shapes });
  return shapes;
}

function* shapesNear(
  launch: Launch,
  vocabularySize: number | undefined,
  around: Shape | undefined,
): Steps<readonly ExploredShape[]> {
  const sizes = attentionSizes(launch);
  if (sizes === undefined) return [];
  const { hiddenSize, numAttentionHeads } = sizes;
  const present = { hiddenSize, numAttentionHeads, numKvHeads: sizes.numKvHeads ?? numAttentionHeads };
  const isPresent = (shape: Shape) => SHAPE_KEYS.every(([, name]) => shape[name] === present[name]);
  const wanted = around === undefined ? [] : nearbyShapes(around);
  const tables = wanted.some(({ shapes }) => shapes.some(isPresent)) ? wanted : nearbyShapes(present);
  const explored: ExploredShape[] = [];
  for (const { heading, shapes } of tables) {
    for (const shape of shapes) {
      yield;
      const found = exploredShape(launch, shape, vocabularySize);
      explored.push({ table: heading, isPresent: isPresent(shape), ...found });
    }
  }
  return explored;
}

function exploredShape(launch: Launch, shape: Shape, vocabularySize: number | undefined) {
  const values = shapeFix(launch, shape).set ?? {};
  const changed = launch.with(values);
  const objections = objectionsToShape(changed);
  const parameters = objections.length === 0 ? modelParameters(changed, vocabularySize) : undefined;
  return {
    ...shape,
    parameters: parameters ? (parametersTotal(parameters) ?? totalWithoutEmbeddings(parameters)) : null,
    objections,
    writes: Object.entries(values).map(([key, value]) => `${key}: ${scalarText(value)}`),
  };
}

/** What writing a shape changes: nothing that already says so, and no `num_kv_heads` where the default does. */
export function shapeFix(launch: Launch, shape: Shape): Fix {
  const changes = SHAPE_KEYS.filter(([key, name]) => {
    if (launch.derivation.int(key) === shape[name]) return false;
    const isDefault = key === "num_kv_heads" && shape.numKvHeads === shape.numAttentionHeads;
    return !isDefault || launch.settings.has(key);
  });
  const set = Object.fromEntries(changes.map(([key, name]) => [key, BigInt(shape[name])]));
  return { title: "", set };
}

/** Shapes of one way to count key/value heads. */
interface ShapeTable {
  readonly heading: string;
  readonly shapes: readonly Shape[];
}

function nearbyShapes(present: Shape): ShapeTable[] {
  const headCounts = near(present.numAttentionHeads, usualHeadCounts(present), HEADS);
  const widths = near(present.hiddenSize, multiplesOf(512, present.hiddenSize), WIDTHS);
  const shapes = (kvHeadsOf: (heads: number) => number) =>
    widths.flatMap((hiddenSize) =>
      headCounts.map((numAttentionHeads) => {
        return { hiddenSize, numAttentionHeads, numKvHeads: kvHeadsOf(numAttentionHeads) };
      }),
    );
  const grouped = kvHeadCounts(present).map((count) => {
    return { heading: t("{0} key/value heads", count), shapes: shapes(() => count) };
  });
  const heading = t("a key/value head for every query head");
  return [...grouped, { heading, shapes: shapes((heads) => heads) }];
}

/** A few counts of key/value heads near the present one, or near 8 where every query head has its own. */
function kvHeadCounts({ numAttentionHeads, numKvHeads }: Shape): number[] {
  const isGrouped = numKvHeads !== numAttentionHeads;
  return near(isGrouped ? numKvHeads : 8, [1, 2, 4, 5, 8, 10, 16, 20, 32], KV_HEADS);
}

function multiplesOf(step: number, present: number): number[] {
  const middle = Math.round(present / step);
  return Array.from({ length: 2 * WIDTHS + 1 }, (_, index) => step * (middle + index - WIDTHS));
}

/** Counts that give the present width a head_dim of usual size, and round counts. */
function usualHeadCounts({ hiddenSize }: Shape): number[] {
  const usual = [32, 64, 80, 96, 128, 160, 256].map((headDim) => hiddenSize / headDim);
  return [...usual.filter(Number.isInteger), 8, 12, 16, 24, 32, 40, 48, 56, 64, 80, 96, 128];
}

/** The `count` values nearest to the present one by ratio, the present one among them, in order. */
function near(present: number, values: readonly number[], count: number): number[] {
  const distance = (value: number) => Math.abs(Math.log(value / present));
  const positive = [...new Set([present, ...values])].filter((value) => value > 0);
  return positive
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count)
    .sort((a, b) => a - b);
}
