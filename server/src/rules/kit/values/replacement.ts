import { t } from "../../../base/l10n";
import type { Fix } from "../../../engine/rule";
import type { Launch } from "../../../launch/launch";
import type { PythonValue } from "../../../yaml/value";
import type { NestedPath } from "../nestedValue";

/** What to write today for a key that NeoX no longer has, or that only a fork or another framework has. */
export interface Replacement {
  /** The argument that takes the same value. */
  readonly rename?: string;
  /** What has to change with the new name. */
  readonly also?: (launch: Launch, value: PythonValue) => Fix | undefined;
  /** The key inside of a block that takes the same value. */
  readonly inBlock?: NestedPath;
  /** The argument that takes a list of such values. */
  readonly listOf?: string;
  /** Old values and what says the same today; an empty record means that the key can go. */
  readonly values?: readonly (readonly [old: PythonValue, today: Today | ((launch: Launch) => Today)])[];
  /** What a value says today, where there are too many to list; undefined where nothing says it. */
  readonly means?: (value: PythonValue, launch: Launch) => Today | undefined;
  /** Arguments that take part in what the old key meant, so that their values may change. */
  readonly changes?: readonly string[];
  /** One sentence, for a key that NeoX never had; of the others the documentation tells. */
  readonly advice?: () => string;
}

/** Arguments and their values. */
export type Today = Readonly<Record<string, PythonValue>>;

/** A key that has another name in NeoX and means the same. */
export function renamed(name: string): Replacement {
  return { rename: name, advice: () => t("NeoX calls it {0}.", name) };
}
