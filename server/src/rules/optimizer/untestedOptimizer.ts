import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { isDict } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { setNested } from "../kit/nestedValue";
import { setValue } from "../kit/simpleFixes";

const ALLOWED = ["deepspeed_extra_args", "zero_allow_untested_optimizer"] as const;

/** Whether DeepSpeed is told to take an optimizer that it does not know with ZeRO. */
export function isUntestedAllowed(launch: Launch): boolean {
  const isAllowed = blockValue(launch, ALLOWED) ?? launch.settings.get(ALLOWED[1])?.value;
  return truthy(isAllowed ?? null);
}

/** Tells it so: the optimizer and the ZeRO stage stay as they are. Once NeoX had an argument of that name. */
export function allowUntested(launch: Launch): readonly Fix[] {
  const [block, key] = ALLOWED;
  if (launch.catalogue.get(key) !== undefined) return [setValue(key, true)];
  const extra = launch.settings.get(block)?.value ?? null;
  const fix = { title: t("{0}: {1}", block, `{${key}: true}`), preferred: true };
  if (extra === null) return [{ ...fix, set: { [block]: new Map([[key, true]]) } }];
  return isDict(extra) ? [{ ...fix, edits: setNested(launch, ALLOWED, true) }] : [];
}
