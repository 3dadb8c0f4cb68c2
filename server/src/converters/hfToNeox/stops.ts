import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { type Stop, stoppedBy } from "../cause";
import { HF_LLAMA_TO_NEOX, HF_TO_SEQUENTIAL, RAW_LLAMA_TO_NEOX } from "../tool";
import { type HfModel, isGptNeox, isLlamaLike } from "./hfModel";
import { ranksWritten, scriptOf, type ToNeox } from "./toNeox";

/** What stops each converter, by its name. */
export const STOPS: Readonly<Record<string, (call: ToNeox) => readonly Stop[]>> = {
  [HF_LLAMA_TO_NEOX.name]: llamaStops,
  [RAW_LLAMA_TO_NEOX.name]: rawStops,
  [HF_TO_SEQUENTIAL.name]: sequentialStops,
};

function llamaStops({ tool, flags, hf }: ToNeox): readonly Stop[] {
  const stops: Stop[] = [];
  const pipeline = flags.get("--pp") ?? "0";
  if (Number(pipeline) !== 0)
    stops.push(
      stoppedBy(
        {
          type: "AssertionError",
          message: "Pipeline parallelism not supported yet",
          at: `${scriptOf(tool)}:174:<module>`,
        },
        {
          keys: ["--pp"],
          reason: t("The converter writes no checkpoint for a pipeline."),
          remedy: t("Leave --pp out, and load the checkpoint with pipe_parallel_size: 0."),
          flags: { "--pp": null },
        },
      ),
    );
  if (!isLlamaLike(hf))
    stops.push(
      stoppedBy(
        {
          type: "AttributeError",
          message: `'${hf.name}' object has no attribute 'model'`,
          at: `${scriptOf(tool)}:189:<module>`,
        },
        {
          keys: ["--model"],
          reason: t("The converter reads LLaMA and models built like it; this one is a {0}.", hf.name),
          remedy: t(
            "For a GPT-NeoX model there is convert_hf_to_sequential.py, whose checkpoints main does not load either.",
          ),
        },
      ),
    );
  return stops;
}

/** Files of raw weights by the name of their size (:40:NUM_SHARDS), with the hidden size of that model. */
const RAW_SIZES: Readonly<
  Record<string, { readonly files: number; readonly hiddenSize: number; readonly isChoice: boolean }>
> = {
  "7B": { files: 1, hiddenSize: 4096, isChoice: true },
  "13B": { files: 2, hiddenSize: 5120, isChoice: true },
  "30B": { files: 4, hiddenSize: 6656, isChoice: true },
  "34B": { files: 4, hiddenSize: 8192, isChoice: true },
  "65B": { files: 8, hiddenSize: 8192, isChoice: true },
  "70B": { files: 8, hiddenSize: 8192, isChoice: false },
  "mistral-7B-v0.1": { files: 1, hiddenSize: 4096, isChoice: true },
};

function rawStops(call: ToNeox): readonly Stop[] {
  const { tool, flags, hf, rawFiles } = call;
  const size = flags.get("--model_size");
  if (size === undefined) return [];
  const isPipeline = flags.has("--pipeline_parallel");
  const name = isPipeline ? "convert_model_pipeline" : "convert_model_sequential";
  const known = ownValue(RAW_SIZES, size);
  if (known === undefined || !known.isChoice) {
    const isListed = size === "tokenizer_only";
    return [
      stoppedBy(
        isListed
          ? { type: "AssertionError", message: "", at: `${scriptOf(tool)}:${isPipeline ? 64 : 309}:${name}` }
          : {
              type: "SystemExit",
              message: `argument --model_size: invalid choice: '${size}' (choose from '7B', 'mistral-7B-v0.1', '13B', '30B', '34B', '65B', 'tokenizer_only')`,
              at: null,
            },
        {
          keys: ["--model_size"],
          reason: t("The converter has no weights of the size {0}.", size),
          remedy: t("Name 7B, 13B, 30B, 34B, 65B or mistral-7B-v0.1."),
        },
      ),
    ];
  }
  const missing = missingRawFile(known, hf, rawFiles);
  if (missing === undefined) return shardStops(call);
  const folder = `${flags.get("--input_dir") ?? "DIR"}/${size}`;
  return [
    stoppedBy(
      {
        type: "FileNotFoundError",
        message: `[Errno 2] No such file or directory: '${folder}/${missing}'`,
        at: `${scriptOf(tool)}:${isPipeline ? 107 : 351}:${name}`,
      },
      {
        keys: ["--model_size"],
        reason: t("Weights of the size {0} are read from {1} files.", size, known.files),
        remedy: t("Name the folder of weights in one file 7B, and give --model_size 7B."),
        flags: { "--model_size": "7B" },
      },
    ),
  ];
}

/** Everything is cut into shards of one size (:581:shard). */
function shardStops(call: ToNeox): readonly Stop[] {
  const { hf, tool } = call;
  const shards = ranksWritten(call);
  const sizes = [hf.vocabularyRows, hf.hiddenSize, hf.intermediateSize, hf.numAttentionHeads];
  if (sizes.every((size) => size % shards === 0)) return [];
  return [
    stoppedBy(
      { type: "AssertionError", message: "", at: `${scriptOf(tool)}:581:shard` },
      {
        keys: ["--num_output_shards"],
        reason: t("Vocabulary, widths and heads of the model do not all divide by {0} shards.", shards),
        remedy: t("Convert for a number of ranks that divides them all."),
      },
    ),
  ];
}

/** The first file that is not there; where nobody looked, a model of other sizes is taken to lie in one file. */
function missingRawFile(
  { files, hiddenSize }: { readonly files: number; readonly hiddenSize: number },
  hf: HfModel,
  rawFiles: readonly string[] | undefined,
): string | undefined {
  const names = Array.from(
    { length: files },
    (_, index) => `consolidated.${String(index).padStart(2, "0")}.pth`,
  );
  if (rawFiles !== undefined) return names.find((it) => !rawFiles.includes(it));
  return hf.hiddenSize === hiddenSize ? undefined : names[1];
}

function sequentialStops({ tool, hf }: ToNeox): readonly Stop[] {
  if (isGptNeox(hf)) return [];
  return [
    stoppedBy(
      {
        type: "AttributeError",
        message: `'${hf.name}' object has no attribute 'gpt_neox'`,
        at: `${scriptOf(tool)}:79:convert_hf_to_sequential`,
      },
      {
        keys: ["--hf-model-name"],
        reason: t("The converter reads GPT-NeoX models of transformers only; this one is a {0}.", hf.name),
        remedy: t("For LLaMA and models built like it there is convert_hf_llama_to_neox.py."),
      },
    ),
  ];
}
