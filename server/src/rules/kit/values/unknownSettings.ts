import type { ArgumentHistory } from "../../../arguments/catalogue";
import { historyOf } from "../../../arguments/catalogue";
import type { Launch, Setting } from "../../../launch/launch";

/** A key that the launch's version of NeoX has no argument for. */
export interface UnknownSetting {
  readonly setting: Setting;
  /** When other versions have it. */
  readonly history: ArgumentHistory | undefined;
}

/** The keys that stop `NeoXArgs.__init__`; Python names only the first (arguments.py:285). */
export function unknownSettings(launch: Launch): readonly UnknownSetting[] {
  const known = unknownByLaunch.get(launch);
  if (known !== undefined) return known;
  const unknown: UnknownSetting[] = [];
  for (const setting of launch.settings.values())
    if (launch.catalogue.get(setting.name) === undefined)
      unknown.push({ setting, history: historyOf(setting.name) });
  unknownByLaunch.set(launch, unknown);
  return unknown;
}

/** Several rules ask, and a launch never changes. */
const unknownByLaunch = new WeakMap<Launch, readonly UnknownSetting[]>();

/** Whether the files are a NeoX config without doubt: most of their keys are NeoX's own. */
export function isSurelyNeox(launch: Launch, unknown: readonly UnknownSetting[]): boolean {
  return launch.scope === "launch" || unknown.length * 2 < launch.settings.size;
}
