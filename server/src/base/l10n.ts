import { config, t } from "@vscode/l10n";

/** The only door to localised text: English in the code, other languages as bundles that the client sends. */
export { t };

/** A text of a table, such as the documentation of an argument, in the user's language. */
export function translated(text: string): string {
  return t(text);
}

/** From now on messages appear in another language, as far as this record of English to translation has them. */
export function loadTranslations(translations: Readonly<Record<string, string>>): void {
  config({ contents: { ...translations } });
}
