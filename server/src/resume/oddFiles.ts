import { type Checkpoint, kindOf } from "../checkpoints/checkpoint";
import type { LoadContext } from "./context";
import { layerFiles, optimizerFiles, rankFiles } from "./fileNames";

/** A file that loads, and should not. */
export type OddFile =
  | { readonly kind: "damaged"; readonly file: string; readonly record: string }
  | { readonly kind: "copied"; readonly file: string; readonly savedAs: string };

/** Of the files that a launch reads, those whose checksums do not fit and those that are copies of others. */
export function oddFiles(context: LoadContext): readonly OddFile[] {
  return filesRead(context).flatMap((file): OddFile[] => {
    const { damaged, savedAs } = context.checkpoint.files.get(file)?.content ?? {};
    if (damaged !== undefined) return [{ kind: "damaged", file, record: damaged }];
    return isOther(file, savedAs) ? [{ kind: "copied", file, savedAs: `${savedAs}.pt` }] : [];
  });
}

/** Only the name of another file of a checkpoint tells: others may have been given to it by whoever made it. */
function isOther(file: string, savedAs: string | undefined): savedAs is string {
  return savedAs !== undefined && `${savedAs}.pt` !== file && kindOf(`${savedAs}.pt`) !== undefined;
}

function filesRead({
  checkpoint,
  launch,
  isPipeline,
  modelParallelSize,
  model,
  ...rest
}: LoadContext): readonly string[] {
  const layers = isPipeline ? [...layerFiles(launch, modelParallelSize)] : [];
  const readsOptimizer = rest.isTraining && !rest.isModuleOnly && ["zero", "bfloat16"].includes(rest.form);
  const optimizer = optimizerFiles(
    rest.form === "bfloat16",
    model?.rank.dataParallelSize ?? 0,
    model?.ranks ?? 0,
  );
  return [
    ...rankFiles(checkpoint),
    ...present(checkpoint, layers),
    ...(readsOptimizer ? present(checkpoint, optimizer.flat()) : []),
  ];
}

function present({ files }: Checkpoint, names: readonly string[]): readonly string[] {
  return names.filter((name) => files.has(name));
}
