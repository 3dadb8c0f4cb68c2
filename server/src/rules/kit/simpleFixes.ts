import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { repr } from "../../python/text";
import type { PythonValue } from "../../yaml/value";

/** Another value for one key; what it means, the finding itself has said. */
export function setValue(key: string, value: PythonValue, preferred = true): Fix {
  return { title: t("{0}: {1}", key, repr(value)), preferred, set: { [key]: value } };
}

/** Takes a key out, so that its default holds. */
export function removeKey(key: string, preferred = true): Fix {
  return { title: t("Remove {0}", key), preferred, remove: [key] };
}

/** Takes several keys out together, so that their defaults hold. */
export function removeKeys(keys: readonly string[]): Fix {
  return { title: t("Remove {0}", keys.join(t(", "))), preferred: true, remove: keys };
}
