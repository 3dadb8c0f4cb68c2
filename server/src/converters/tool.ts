/** A flag of a converter, as its argparse declares it. */
export interface ToolFlag {
  /** With its dashes, as it is typed: underscores and dashes differ from tool to tool. */
  readonly name: string;
  /** What its value is called; a flag without one is a switch. */
  readonly value?: string;
  readonly description: string;
}

/** A script of `tools/ckpts` that turns checkpoints of one kind into another. */
export interface Tool {
  readonly name: string;
  readonly writes: "hf" | "neox";
  readonly flags: readonly ToolFlag[];
}

export const NEOX_TO_HF: Tool = {
  name: "convert_neox_to_hf",
  writes: "hf",
  flags: [
    { name: "--input_dir", value: "DIR", description: "the folder of the checkpoint's step" },
    { name: "--config_file", value: "FILE", description: "the one config file that the converter reads" },
    { name: "--output_dir", value: "DIR", description: "where the converted model goes" },
    { name: "--precision", value: "NAME", description: "auto, fp16, bf16 or fp32" },
    { name: "--no_save_tokenizer", description: "the tokenizer is not copied" },
    {
      name: "--vocab-is-hf-tokenizer",
      description: "vocab_file lies in the folder of a Hugging Face tokenizer",
    },
    { name: "--pad-token-id", value: "N", description: "the padding token, for reward models" },
    { name: "--architecture", value: "NAME", description: "neox, llama or mistral" },
  ],
};

export const HF_LLAMA_TO_NEOX: Tool = {
  name: "convert_hf_llama_to_neox",
  writes: "neox",
  flags: [
    {
      name: "--model",
      value: "MODEL",
      description: "the Hugging Face model, also a folder with its config.json",
    },
    { name: "--model_path", value: "DIR", description: "where the NeoX checkpoint goes" },
    { name: "--tp", value: "N", description: "tensor-parallel ranks" },
    { name: "--pp", value: "N", description: "pipeline stages" },
  ],
};

export const RAW_LLAMA_TO_NEOX: Tool = {
  name: "convert_raw_llama_weights_to_neox",
  writes: "neox",
  flags: [
    { name: "--input_dir", value: "DIR", description: "the folder above that of the raw weights" },
    {
      name: "--model_size",
      value: "NAME",
      description: "the folder of the raw weights, which also tells how many files they are",
    },
    { name: "--output_dir", value: "DIR", description: "where the NeoX checkpoint goes" },
    { name: "--num_output_shards", value: "N", description: "tensor-parallel ranks" },
    { name: "--pipeline_parallel", description: "a file for each layer, for pipe_parallel_size 1 and above" },
  ],
};

export const HF_TO_SEQUENTIAL: Tool = {
  name: "convert_hf_to_sequential",
  writes: "neox",
  flags: [
    {
      name: "--hf-model-name",
      value: "MODEL",
      description: "the model of EleutherAI, also a folder with its config.json",
    },
    { name: "--revision", value: "STEP", description: "the step of a Pythia model" },
    { name: "--output-dir", value: "DIR", description: "where the NeoX checkpoint goes" },
    { name: "--cache-dir", value: "DIR", description: "where downloads are kept" },
    { name: "--config", value: "FILE", description: "the NeoX config of the same model" },
    { name: "--test", description: "compare the logits of both models" },
    { name: "--download-only", description: "only fetch the model" },
    { name: "--ckpt-tmp-dir", value: "DIR", description: "where a first checkpoint is saved meanwhile" },
  ],
};

/** The converters that were run on small models; the others of `tools/ckpts` were not. */
export const TOOLS: readonly Tool[] = [NEOX_TO_HF, HF_LLAMA_TO_NEOX, RAW_LLAMA_TO_NEOX, HF_TO_SEQUENTIAL];

/** The tool of a name, a file name or a path. */
export function toolNamed(text: string): Tool | undefined {
  const name = text.replace(/^.*[\\/]/, "").replace(/\.py$/, "");
  return TOOLS.find((tool) => tool.name === name);
}

/** Flags as given, by name; a switch is the empty text. */
export type ToolFlags = ReadonlyMap<string, string>;

/** A converter as it is called. */
export interface ToolCall {
  readonly tool: Tool;
  readonly flags: ToolFlags;
}

/** The words of a command line as flags of a tool, or the word that is none of its. */
export function readFlags(tool: Tool, words: readonly string[]): ToolFlags | { readonly unknown: string } {
  const flags = new Map<string, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name = "", value] = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const flag = tool.flags.find((it) => it.name === name);
    if (flag === undefined) return { unknown: word };
    flags.set(name, value ?? (flag.value === undefined ? "" : (left.shift() ?? "")));
  }
  return flags;
}

/** The command line that runs it, with placeholders for the paths that nobody gave. */
export function commandLine({ tool, flags }: ToolCall): string {
  const words = tool.flags.flatMap(({ name, value }) => {
    const given = flags.get(name) ?? (isNeededPath(name) ? value : undefined);
    if (given === undefined) return [];
    return given === "" ? [name] : [name, quoted(given)];
  });
  return ["python", `tools/ckpts/${tool.name}.py`, ...words].join(" ");
}

const NEEDED = new Set([
  "--input_dir",
  "--config_file",
  "--output_dir",
  "--model",
  "--model_path",
  "--hf-model-name",
  "--output-dir",
  "--config",
]);

function isNeededPath(name: string): boolean {
  return NEEDED.has(name);
}

function quoted(word: string): string {
  return /^[\w./@%+=:,<>-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
