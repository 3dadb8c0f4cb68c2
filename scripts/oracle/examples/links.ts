import type { Launch } from "../../../server/src/launch/launch";
import { pathsIn } from "../../../server/src/launch/namedFiles";

/** The recorded data of each kind, by what the name of an argument has in it; the first that fits. */
const DATA: readonly (readonly [name: RegExp, file: string])[] = [
  [/^pos_\w+_label_data_paths$/, "pos_label_document"],
  [/^neg_\w+_label_data_paths$/, "neg_label_document"],
  [/^pos_\w+_data_paths$/, "pos_document"],
  [/^neg_\w+_data_paths$/, "neg_document"],
  [/_label_data_paths$/, "same_label_document"],
  [/_reward_data_paths$/, "same_reward_document"],
];

/** Labels and rewards belong to data of the same documents. */
const WITH_LABELS = "same_text_document";
const WITHOUT = "tiny_text_document";

const TOKENIZERS: Readonly<Record<string, string>> = {
  HFTokenizer: "tokenizer.json",
  GPT2BPETokenizer: "gpt2-vocab.json",
  SPMTokenizer: "spm.model",
};

const FILES: Readonly<Record<string, string>> = {
  merge_file: "gpt2-merges.txt",
  sample_input_file: "one-prompt.txt",
};

/** Where the recorded data lies so that a launch finds, by the names that it gives, what it names. */
export function linksOf(launch: Launch, absent: ReadonlySet<string>): Readonly<Record<string, string>> {
  const keys = [...launch.settings.keys()];
  const plain = keys.some((key) => /_(label|reward)_data_paths$/.test(key)) ? WITH_LABELS : WITHOUT;
  const links: Record<string, string> = {};
  for (const key of keys) {
    const named = pathsIn(launch.settings.get(key)?.value);
    const paths = named.filter((path) => path !== "" && !path.startsWith("/") && !absent.has(path));
    for (const path of paths)
      for (const [name, file] of filesAt(key, path, plain, launch)) links[name] = file;
  }
  return links;
}

function filesAt(
  key: string,
  path: string,
  plain: string,
  launch: Launch,
): readonly (readonly [string, string])[] {
  if (/data_paths?$/.test(key)) {
    const file = DATA.find(([name]) => name.test(key))?.[1] ?? plain;
    const prefix = path.replace(/\.(bin|idx)$/, "");
    return [".bin", ".idx"].map((end) => [`${prefix}${end}`, `${file}${end}`] as const);
  }
  const type = launch.get("tokenizer_type");
  const file = key === "vocab_file" ? TOKENIZERS[String(type ?? "HFTokenizer")] : FILES[key];
  return file === undefined ? [] : [[path, file]];
}
