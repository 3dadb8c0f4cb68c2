import type { Launch } from "../launch/launch";

/** Whether NeoX surely finds None: a file says so, or these are all the files and none sets it. */
export function isSurelyNull(launch: Launch, name: string): boolean {
  return launch.named(name) === null && isSettled(launch, name);
}

/**
 * Whether no other file can change the value: one of these sets it, or these are all that may. Of a checkout's default
 * that only running its code would tell, nothing is settled.
 */
export function isSettled(launch: Launch, name: string): boolean {
  if (launch.settings.has(name)) return true;
  const argument = launch.catalogue.get(name);
  if (argument !== undefined && argument.default === undefined) return false;
  if (launch.scope === "launch") return true;
  return launch.scope === "training" && !OF_THE_PLACE.has(name);
}

/** What gpt-neox's own configs leave to a file of the place where they run, such as `local_setup.yml`. */
const OF_THE_PLACE: ReadonlySet<string> = new Set(
  `save load checkpoint_factor extra_save_iters tensorboard_dir log_dir wandb_team wandb_host use_wandb hostfile
  launcher vocab_file merge_file`.split(/\s+/),
);
