import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../asked";
import { positiveInt, realNumber } from "../sizes";

/** Iterations over which the rate decays (megatron/training.py:1118-1124); undefined when it is `train_iters` itself. */
export function decayIterations(launch: Launch): number | undefined {
  if (isAskedFor(launch, "lr_decay_iters")) return positiveInt(launch, "lr_decay_iters");
  const share = isAskedFor(launch, "lr_decay_fraction") ? realNumber(launch, "lr_decay_fraction") : undefined;
  const total = positiveInt(launch, "train_iters");
  return share === undefined || total === undefined ? undefined : Math.max(1, Math.floor(total * share));
}

/** The fix that decays over all of training. */
export function untilTheEnd(launch: Launch) {
  const keys = ["lr_decay_iters", "lr_decay_fraction"].filter((key) => launch.settings.has(key));
  const title = t("Remove {0}: decay over all of train_iters", keys.join(t(", ")));
  return [{ title, preferred: true, remove: keys }];
}
