import { defineKnown } from "./known";

/** Indexed data and tokenizer files. */
export default defineKnown([
  {
    id: "index-format",
    cause: "data",
    says: /Index file doesn't match expected format/,
    keys: ["data_path", "data_impl"],
    advice: "The .idx is none of data_impl: mmap, or it is broken: preprocess the data anew.",
  },
  {
    id: "dataset-absent",
    cause: "data",
    says: /'NoneType' object has no attribute 'sizes'[\s\S]*Dataset does not exist/,
    keys: ["data_path", "train_data_paths", "data_impl"],
    keysSet: /^(?:train_data_paths|data_path)$/,
    advice: "data_path names no data: it is the path without .bin and .idx.",
  },
  {
    id: "data-kind",
    cause: "config",
    says: /'NoneType' object has no attribute 'sizes'/,
    keys: ["data_impl", "data_path"],
    advice: "NeoX opened no data: only data_impl: mmap does; data_path is the path without .bin and .idx.",
  },
  {
    id: "labels-absent",
    cause: "config",
    says: /KeyError: '(?:label|pos|neg|reward|raw_reward|ref|pos_ref|text)'/,
    in: /mpu\/data\.py:/,
    keys: ["train_impl", "train_label_data_paths", "data_path"],
    advice:
      "The data set has not what train_impl trains with: labels, pairs or rewards have paths of their own.",
  },
  {
    id: "data-cut-short",
    cause: "data",
    says: /buffer size must be a multiple of element size|buffer is smaller than requested size|mmap length is greater than file ?size|cannot mmap an empty file|Could not read enough|offset must be non-negative and no greater than buffer length|not enough data/i,
    keys: ["data_path"],
    advice: "The .bin or .idx is cut short: copy it again, or preprocess the data anew.",
  },
  {
    id: "data-file",
    cause: "data",
    says: /FileNotFoundError|PermissionError|No such file|Permission denied/,
    in: /megatron\/data\//,
    keys: ["data_path", "train_data_paths"],
    keysSet: /^(?:train_data_paths|data_path)$/,
    advice: "A file of the data is not there or cannot be read by this user, on this node.",
  },
  {
    id: "tokenizer-hub",
    cause: "environment",
    says: /couldn't connect to|Max retries exceeded|ConnectionError|OfflineModeIsEnabled|LocalEntryNotFound|HTTPSConnectionPool|NameResolutionError/,
    in: /tokenizer|transformers|huggingface_hub/,
    keys: ["vocab_file", "tokenizer_type"],
    advice: "This node does not reach Hugging Face: give the tokenizer as a file or folder.",
  },
  {
    id: "tokenizer-file",
    cause: "config",
    says: /No such file or directory|FileNotFoundError|Can't load tokenizer|not a (?:local folder|valid model identifier)|NoneType|Is a directory|TypeError: argument|Unknown encoding|Not found: /,
    in: /tokeniz/,
    keys: ["vocab_file", "merge_file", "tokenizer_type"],
    advice: "vocab_file or merge_file names no file that this tokenizer_type reads.",
  },
  {
    id: "tokenizer-assertion",
    cause: "config",
    says: /^AssertionError/,
    in: /tokenizer\.py:build_tokenizer$/,
    keys: ["vocab_file", "merge_file", "tokenizer_type"],
    keysUnset: /^(?:vocab|merge)_file$/,
    advice:
      "This tokenizer_type needs a file that is not given: vocab_file, and for GPT2BPETokenizer merge_file.",
  },
  {
    id: "tokenizer-broken",
    cause: "data",
    says: /JSONDecodeError|expected .+ at line \d+ column \d+|UnicodeDecodeError|data did not match any variant|Expecting value|unhashable type|not a valid|could not parse ModelProto/,
    in: /tokeniz/,
    keys: ["vocab_file", "tokenizer_type", "merge_file"],
    advice: "vocab_file is no file of this tokenizer_type, or it is broken.",
  },
]);
