import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { attentionShape } from "../../model/attention";
import { denseMlp } from "../../model/denseMlp";
import { vocabularyOf } from "../../model/parameters/vocabulary";
import { positiveInt, transformerSizes } from "../../model/sizes";

/** The numbers of a shape in a message, each by what it is in this launch; undefined without a shape. */
export function shapesInMessage(message: string, launch: Launch | undefined): string | undefined {
  const quantities = launch === undefined ? [] : quantitiesOf(launch);
  const view = /shape '\[([\d, -]+)\]' is invalid for input of size (\d+)/.exec(message);
  if (view?.[1] !== undefined) return viewText(numbersIn(view[1]), Number(view[2]), quantities);
  const product = /shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/.exec(message);
  if (product === null) return undefined;
  const [rows = 0, width = 0, expected = 0, outputs = 0] = product.slice(1).map(Number);
  return t(
    "The input is {0} wide, the weight takes {1}: {2}",
    named(width, quantities),
    named(expected, quantities),
    `[${rows}, ${width}] × [${expected}, ${outputs}]`,
  );
}

/** A size of a launch, as the hover names it. */
interface Quantity {
  readonly name: string;
  readonly size: number;
}

function viewText(shape: readonly number[], size: number, quantities: readonly Quantity[]): string {
  const product = shape.reduce((all, one) => all * one, 1);
  const parts = shape.map((number) => named(number, quantities)).join(" × ");
  // Sequence and batch come first in every activation of NeoX.
  const [sequence = 1, batch = 1] = shape;
  const rest = size / (sequence * batch);
  const held = Number.isInteger(rest) ? `${sequence} × ${batch} × ${named(rest, quantities)}` : String(size);
  return t("{0} = {1}, and the tensor holds {2} = {3}", parts, product, size, held);
}

function numbersIn(text: string): readonly number[] {
  return text.split(",").map(Number);
}

function named(number: number, quantities: readonly Quantity[]): string {
  const quantity = quantities.find(({ size }) => size === number);
  return quantity === undefined ? String(number) : `${number} (${quantity.name})`;
}

/** The sizes of activations and weights on one rank; the first of two equal ones is the likelier. */
function quantitiesOf(launch: Launch): readonly Quantity[] {
  const attention = transformerSizes(launch);
  const mlp = denseMlp(launch);
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const shape = attention && attentionShape(attention);
  const sizes: readonly (readonly [string, number | undefined])[] = [
    ["seq_length", positiveInt(launch, "seq_length")],
    ["hidden_size", attention?.hiddenSize],
    ["head_dim", shape?.headDim],
    ["num_attention_heads", attention?.numAttentionHeads],
    ["num_attention_heads / model_parallel_size", shape?.perRank.numAttentionHeads],
    ["num_kv_heads / model_parallel_size", shape?.perRank.numKvHeads],
    ["qkv / model_parallel_size", shape?.perRank.qkvWidth],
    ["hidden_size / model_parallel_size", attention && attention.hiddenSize / attention.modelParallelSize],
    ["mlp / model_parallel_size", mlp && mlp.widths.firstOutput / ranks],
    ["mlp activated / model_parallel_size", mlp && mlp.widths.activated / ranks],
    ["mlp input / model_parallel_size", mlp && mlp.widths.secondInput / ranks],
    ["vocabulary", vocabularyOf(launch)?.paddedSize],
    ["train_micro_batch_size_per_gpu", positiveInt(launch, "train_micro_batch_size_per_gpu")],
  ];
  return sizes.flatMap(([name, size]) => (size === undefined || size === 1 ? [] : [{ name, size }]));
}
