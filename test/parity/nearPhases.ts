/** A check may name a phase beside the one in which NeoX stopped: both run in the same function. */
const NEAR: Readonly<Record<string, string>> = {
  launcher: "launcher",
  load: "load args launcher",
  args: "load args launcher",
  data: "data args",
  model: "model forward",
  forward: "forward model train data",
  optimizer: "optimizer train engine",
  engine: "engine optimizer train args",
  train: "train optimizer forward data",
  eval: "eval train",
  save: "save train",
  resume: "resume",
  generate: "generate",
};

/** Whether a finding of one phase may tell of a launch that stopped in another; of an unknown phase none does. */
export function isNear(told: string, stoppedIn: string | null | undefined): boolean {
  return NEAR[stoppedIn ?? ""]?.split(" ").includes(told) ?? false;
}
