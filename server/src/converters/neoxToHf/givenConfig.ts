import type { Launch } from "../../launch/launch";
import { exactInt, type PythonValue } from "../../yaml/value";

/**
 * The config as the converter reads it: one file, without the defaults of NeoX, and each key by itself
 * (tools/ckpts/convert_neox_to_hf.py:244:get_key).
 */
export class GivenConfig {
  constructor(readonly launch: Launch) {}

  /** What the file says, null too; where it says nothing, the converter's own default. */
  get(name: string, otherwise: PythonValue = null): PythonValue {
    const setting = this.launch.settings.get(name);
    return setting === undefined ? otherwise : setting.value;
  }

  /** `get` as a number; undefined for anything else. */
  number(name: string, otherwise: PythonValue = null): number | undefined {
    const value = this.get(name, otherwise);
    return typeof value === "number" ? value : exactInt(value);
  }

  has(name: string): boolean {
    return this.launch.settings.has(name);
  }
}
