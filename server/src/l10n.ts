import { config } from "@vscode/l10n";

/** The only door to localised text: English in the code, other languages as bundles that the client sends. */
export { t } from "@vscode/l10n";

/** From now on messages appear in another language, as far as this record of English to translation has them. */
export function loadTranslations(translations: Readonly<Record<string, string>>): void {
  config({ contents: { ...translations } });
}
