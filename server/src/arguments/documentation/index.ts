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

/** What keys mean and which value to choose, in Markdown: for a person. */
export interface Documentation {
  /** By argument, also those that only older versions know. */
  readonly arguments: Readonly<Record<string, string>>;
  /** By path inside a block, `optimizer.params.lr`. */
  readonly nested: Readonly<Record<string, string>>;
}

/** In English; `translated` says it in the language of the user. */
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
