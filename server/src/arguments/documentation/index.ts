import { architecture } from "./architecture";
import { attention } from "./attention";
import { batch } from "./batch";
import { checkpoints } from "./checkpoints";
import { data } from "./data";
import { deepspeed } from "./deepspeed";
import { generation } from "./generation";
import { launcher } from "./launcher";
import { logging } from "./logging";
import { memory } from "./memory";
import { mlp } from "./mlp";
import { nested } from "./nested";
import { optimizer } from "./optimizer";
import { parallelism } from "./parallelism";
import { postTraining } from "./postTraining";
import { precision } from "./precision";
import { removed } from "./removed";

/** What keys mean and which value to choose, in Markdown: for a person, in one language. */
export interface Documentation {
  /** By argument, also those that only older versions know. */
  readonly arguments: Readonly<Record<string, string>>;
  /** By path inside a block, `optimizer.params.lr`. */
  readonly nested: Readonly<Record<string, string>>;
}

export const english: Documentation = {
  arguments: {
    ...parallelism,
    ...batch,
    ...precision,
    ...attention,
    ...mlp,
    ...architecture,
    ...optimizer,
    ...memory,
    ...checkpoints,
    ...data,
    ...postTraining,
    ...deepspeed,
    ...launcher,
    ...logging,
    ...generation,
    ...removed,
  },
  nested,
};

/** Translations by locale, each with the same keys, loaded only when asked for. */
const translations: Readonly<Record<string, () => Promise<Documentation>>> = {};

/** The documentation in a language (`zh-cn`), English for what is not translated. */
export async function documentationIn(locale: string): Promise<Documentation> {
  const translation = await translations[locale.toLowerCase()]?.();
  if (translation === undefined) return english;
  return {
    arguments: { ...english.arguments, ...translation.arguments },
    nested: { ...english.nested, ...translation.nested },
  };
}
