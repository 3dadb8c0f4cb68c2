/** Where `reportPage` leaves the report for the view. */
export const REPORT_DATA_ID = "report-data";

/** Where `reportPage` leaves the messages in the user's language. */
export const REPORT_TRANSLATIONS_ID = "report-translations";

export interface ReportPageParts {
  readonly title: string;
  /** Unguessable, new for every page: scripts and styles without it do not run. */
  readonly nonce: string;
  /** Source of the view, or the address it is at. */
  readonly script: { readonly source: string } | { readonly href: string };
  readonly style: { readonly source: string } | { readonly href: string };
  /** The report as JSON; without it the view waits for messages. */
  readonly data?: string;
  /** The language of the page, as in `zh-cn`, and its messages by the English ones; default: English. */
  readonly language?: string;
  readonly translations?: Readonly<Record<string, string>>;
}

/** The page around the report view, with a content security policy that allows only its own script and style. */
export function reportPage(parts: ReportPageParts): string {
  const { title, nonce, script, style, data, language = "en", translations } = parts;
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  const styleTag =
    "source" in style
      ? `<style nonce="${nonce}">${style.source}</style>`
      : `<link rel="stylesheet" nonce="${nonce}" href="${style.href}">`;
  const scriptTag =
    "source" in script
      ? `<script nonce="${nonce}">${script.source}</script>`
      : `<script nonce="${nonce}" src="${script.href}"></script>`;
  const dataTag = data === undefined ? "" : jsonTag(REPORT_DATA_ID, data);
  const translationsTag =
    translations === undefined ? "" : jsonTag(REPORT_TRANSLATIONS_ID, JSON.stringify(translations));
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${styleTag}
</head>
<body>
<main id="report"></main>
${dataTag}
${translationsTag}
${scriptTag}
</body>
</html>
`;
}

function jsonTag(id: string, json: string): string {
  return `<script type="application/json" id="${id}">${json.replaceAll("<", "\\u003c")}</script>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
