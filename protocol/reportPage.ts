/** Where `reportPage` leaves the report for the view. */
export const REPORT_DATA_ID = "report-data";

export interface ReportPageParts {
  readonly title: string;
  /** Unguessable, new for every page: scripts and styles without it do not run. */
  readonly nonce: string;
  /** Source of the view, or the address it is at. */
  readonly script: { readonly source: string } | { readonly href: string };
  readonly style: { readonly source: string } | { readonly href: string };
  /** The report as JSON; without it the view waits for messages. */
  readonly data?: string;
}

/** The page around the report view, with a content security policy that allows only its own script and style. */
export function reportPage({ title, nonce, script, style, data }: ReportPageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  const styleTag =
    "source" in style
      ? `<style nonce="${nonce}">${style.source}</style>`
      : `<link rel="stylesheet" nonce="${nonce}" href="${style.href}">`;
  const scriptTag =
    "source" in script
      ? `<script nonce="${nonce}">${script.source}</script>`
      : `<script nonce="${nonce}" src="${script.href}"></script>`;
  const dataTag =
    data === undefined
      ? ""
      : `<script type="application/json" id="${REPORT_DATA_ID}">${data.replaceAll("<", "\\u003c")}</script>`;
  return `<!DOCTYPE html>
<html lang="en">
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
${scriptTag}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
