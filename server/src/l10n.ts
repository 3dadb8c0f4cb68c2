/** The only door to localised text: English in the code, other languages as bundles loaded by the entry points. */
export { config as loadTranslations, t } from "@vscode/l10n";
