import { t } from "../../base/l10n";

/** The title of a fix that gives a key another name, in which a space at either end is seen. */
export function renameTitle(key: string, name: string): string {
  return t("Rename {0} to {1}", /^ | $/.test(key) ? `"${key}"` : key, name);
}
