import { config, t } from "@vscode/l10n";
import { REPORT_TRANSLATIONS_ID } from "../../protocol/reportPage";

export { t };

/** Reads the messages in the user's language, which the page brings along unless that is English. */
export function loadTranslations(): void {
  const contents = document.getElementById(REPORT_TRANSLATIONS_ID)?.textContent;
  if (contents) config({ contents });
}
