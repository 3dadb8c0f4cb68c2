import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import {
  CHECKOUT_REQUEST,
  COMPARE_REQUEST,
  type CompareParams,
  EXPLAIN_REQUEST,
  type Explanation,
} from "../../protocol/commands";
import { baseName } from "./baseName";
import { EffectivePages } from "./effectivePages";
import type { FailedRunAnswers } from "./failedRunAnswers";
import type { RulePages } from "./rulePages";
import type { RunningServer } from "./runningServer";

const SCHEME = "neox-config";
/** The pages that follow the texts of configs. */
const FOLLOWING = /^\/(?:effective|compare|checkout)\//;
/** Names, paths and other values break anywhere and share the width, so that three columns fit beside a text. */
const NARROW_TABLES =
  "<style>table { table-layout: fixed; width: 100%; } :is(td, th) { overflow-wrap: anywhere; }</style>";
/** Milliseconds that a page waits for the typing to pause. */
const PAUSE = 300;

/** The page that explains a rule or an argument. */
export function explanationUri(name: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/explain/${name}.md` });
}

/** The page with the values that NeoX would train with. */
export function effectiveUri(config: Uri): Uri {
  const title = l10n.t("Effective: {0}", baseName(config));
  return Uri.from({ scheme: SCHEME, path: `/effective/${title}`, query: config.toString() });
}

/** The page with what is known of the checkout of gpt-neox that runs a config. */
export function checkoutUri(config: Uri): Uri {
  const title = l10n.t("Checkout: {0}", baseName(config));
  return Uri.from({ scheme: SCHEME, path: `/checkout/${title}.md`, query: config.toString() });
}

/** The page that compares a config with the launch `other`, of this name. */
export function comparisonUri(config: Uri, name: string, { uri, other, launch }: CompareParams): Uri {
  const names = [baseName(config), name.replaceAll("/", " ")];
  const query = JSON.stringify([uri, other, launch]);
  return Uri.from({ scheme: SCHEME, path: `/compare/${names.join(" - ")}.md`, query });
}

/** The page that explains a failed run; `count` tells runs of one name apart. */
export function failedRunUri(name: string, count: number): Uri {
  const title = l10n.t("Why: {0}", name.replaceAll("/", " "));
  return Uri.from({ scheme: SCHEME, path: `/why/${title}.md`, query: String(count) });
}

/** The page with what NeoX itself said of a config; `count` tells its answers apart. */
export function askedUri(config: Uri, count: number): Uri {
  const title = l10n.t("NeoX itself: {0}", baseName(config));
  return Uri.from({ scheme: SCHEME, path: `/ask/${title}.md`, query: String(count) });
}

/** What `comparisonUri` put into the query. */
function compared(query: string): CompareParams {
  const [uri = "", other, launch] = texts(JSON.parse(query));
  return { uri, ...(other !== undefined && { other }), ...(launch !== undefined && { launch }) };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Read-only documents that the server writes; those about configs follow their texts. */
export class Pages implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** The last one. */
  private comparison: Uri | undefined;
  private readonly effective: EffectivePages;
  private readonly registrations: readonly Disposable[];

  constructor(
    private readonly server: RunningServer,
    private readonly rulePages: RulePages,
    private readonly failedRuns: FailedRunAnswers,
  ) {
    this.effective = new EffectivePages(server, SCHEME);
    this.registrations = [
      this.effective,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme !== SCHEME) this.follow();
      }),
      server.onDidCheck(() => this.follow()),
    ];
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { path, query } = uri;
    const client = this.server.running;
    if (path.startsWith("/why/") || path.startsWith("/ask/")) return this.failedRuns.textOf(uri);
    if (path.startsWith("/effective/")) return this.effective.textOf(uri);
    if (path.startsWith("/checkout/"))
      return (await client?.sendRequest<string | null>(CHECKOUT_REQUEST, { uri: query })) ?? "";
    if (path.startsWith("/compare/")) {
      this.comparison = uri;
      const text = await client?.sendRequest<string | null>(COMPARE_REQUEST, compared(query));
      return text ? `${NARROW_TABLES}\n\n${text}` : "";
    }
    const name = path.slice("/explain/".length, -".md".length);
    return (await this.rulePages.pageOf(name)) ?? (await this.argumentPage(name));
  }

  private async argumentPage(name: string): Promise<string> {
    const client = this.server.running;
    const explanation = await client?.sendRequest<Explanation | null>(EXPLAIN_REQUEST, { name });
    if (!explanation) return "";
    const { markdown, rules } = explanation;
    if (rules.length === 0) return markdown;
    return [markdown, `## ${l10n.t("Rules")}`, await this.rulePages.list(rules)].join("\n\n");
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
    clearTimeout(this.waiting);
    this.changed.dispose();
  }

  /** After a change of any text: of its launch, only the server knows the files. */
  private follow(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const pages = workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME);
      for (const { uri } of pages) if (FOLLOWING.test(uri.path)) this.changed.fire(uri);
      if (this.comparison && !pages.some(({ uri }) => uri.toString() === this.comparison?.toString()))
        this.reopen(this.comparison);
    }, PAUSE);
  }

  /** VS Code closes the text of a preview after some minutes, and the preview shows it anew once it is open again. */
  private reopen(page: Uri): void {
    const name = baseName(page);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    if (tabs.some(({ label }) => label.includes(name))) void workspace.openTextDocument(page);
    else this.comparison = undefined;
  }
}
