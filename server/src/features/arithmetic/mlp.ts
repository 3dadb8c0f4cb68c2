import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { type DenseMlp, denseMlp } from "../../model/denseMlp";
import { positiveInt } from "../../model/sizes";
import { figure, named } from "./line";

/** The widths an MLP is built with, from what the file says to what the two projections get; empty while unknown. */
export function mlpLines(launch: Launch): string[] {
  const mlp = denseMlp(launch);
  if (mlp === undefined) return [];
  return [widthLine(launch, mlp), ...gateLines(mlp), ...projectionLines(mlp), ...rankLines(launch, mlp)];
}

function widthLine(launch: Launch, { hiddenSize, widths, activation }: DenseMlp): string {
  const given = launch.get("intermediate_size");
  if (given !== null && given !== undefined && given !== 0n)
    return t("{0}, {1}", named(launch, "intermediate_size"), named(launch, "activation"));
  const factor = figure(widths.intermediateSize / hiddenSize);
  const product = `${factor} × hidden_size = ${factor} × ${hiddenSize} = ${widths.intermediateSize}`;
  return t("intermediate_size = {0} (default), activation {1}", product, activation);
}

/** A gated MLP gets two thirds of the width, so that it has as many parameters as a plain one. */
function gateLines({ isGated, widths, multipleOf }: DenseMlp): string[] {
  const { intermediateSize, scaledSize, firstOutput } = widths;
  if (!isGated || scaledSize === intermediateSize) return [];
  const scaled = t("gated: 2/3 of {0} is {1}", intermediateSize, scaledSize);
  if (firstOutput === scaledSize) return [scaled];
  return [t("{0}, in steps of 2 × {1}: {2}", scaled, multipleOf, firstOutput)];
}

function projectionLines({ hiddenSize, widths }: DenseMlp): string[] {
  const { firstOutput, activated, secondInput } = widths;
  const first = t("first projection {0} → **{1}**", hiddenSize, firstOutput);
  const gate = firstOutput === activated ? "" : t(", the gate leaves {0}", figure(activated));
  const second = t("second projection **{0}** → {1}", secondInput, hiddenSize);
  const meet =
    activated === secondInput
      ? []
      : [
          t(
            "verdict: **{0} and {1} do not meet**, the first forward pass fails",
            figure(activated),
            secondInput,
          ),
        ];
  return [`${first}${gate}`, second, ...meet];
}

function rankLines(launch: Launch, { widths }: DenseMlp): string[] {
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  if (ranks === 1) return [];
  return [
    t(
      "on each of {0} ranks: {1} and {2}",
      ranks,
      figure(widths.firstOutput / ranks),
      figure(widths.secondInput / ranks),
    ),
  ];
}
