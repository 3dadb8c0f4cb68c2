/** What the items of a list are: texts, whole numbers, or any numbers. */
export type Items = "texts" | "counts" | "numbers";

const ITEMS: ReadonlyMap<string, Items> = new Map([
  ["comet_tags", "texts"],
  ["eval_tasks", "texts"],
  ["extra_save_iters", "counts"],
  ["save_iters", "counts"],
]);

/** What an argument's list has in it, of which NeoX declares no more than that it is one; undefined where nobody knows. */
export function itemsOf(argument: string): Items | undefined {
  if (argument.endsWith("_data_paths")) return "texts";
  return argument.endsWith("_data_weights") ? "numbers" : ITEMS.get(argument);
}
