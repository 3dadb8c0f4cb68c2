/** Shapes of tensors by their names, in order; a length that nobody knows is NaN, and equal to none. */
export type Tensors = ReadonlyMap<string, readonly number[]>;

/** What `load_state_dict(strict=True)` objects to. */
export interface LoadDifferences {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly mismatched: readonly string[];
}

/** The differences between what a module has and what it is given; undefined when there are none. */
export function loadDifferences(module: Tensors, given: Tensors): LoadDifferences | undefined {
  const missing = [...module.keys()].filter((name) => !given.has(name));
  const unexpected = [...given.keys()].filter((name) => !module.has(name));
  const mismatched = [...module].flatMap(([name, shape]) => {
    const other = given.get(name);
    return other === undefined || sameShape(shape, other) ? [] : [name];
  });
  return missing.length + unexpected.length + mismatched.length === 0
    ? undefined
    : { missing, unexpected, mismatched };
}

function sameShape(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((length, index) => length === other[index]);
}

/** Of each kind; a model of ten thousand layers has as many as nobody reads. */
const MOST_NAMES = 1000;

function withEnd(told: readonly string[], { length }: readonly string[], end: string): readonly string[] {
  return told.length < length ? [...told, end] : told;
}

/** The message of the RuntimeError with which torch refuses to load (torch/nn/modules/module.py:load_state_dict). */
export function loadMessage(
  module: string,
  own: Tensors,
  given: Tensors,
  { missing, unexpected, mismatched }: LoadDifferences,
): string {
  const names = (list: readonly string[]) =>
    withEnd(
      list.slice(0, MOST_NAMES).map((name) => `"${name}"`),
      list,
      "...",
    ).join(", ");
  const sizes = mismatched
    .slice(0, MOST_NAMES)
    .map(
      (name) =>
        `size mismatch for ${name}: copying a param with shape ${sizeText(given.get(name))} from checkpoint, the shape in current model is ${sizeText(own.get(name))}.`,
    );
  const lines = [
    ...(missing.length > 0 ? [`Missing key(s) in state_dict: ${names(missing)}. `] : []),
    ...(unexpected.length > 0 ? [`Unexpected key(s) in state_dict: ${names(unexpected)}. `] : []),
    ...withEnd(sizes, mismatched, "..."),
  ];
  return [`Error(s) in loading state_dict for ${module}:`, ...lines].join("\n\t");
}

function sizeText(shape: readonly number[] = []): string {
  return `torch.Size([${shape.map((length) => (Number.isNaN(length) ? "?" : length)).join(", ")}])`;
}
