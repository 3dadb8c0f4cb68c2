import {
  type Disposable,
  Hover,
  Location,
  languages,
  MarkdownString,
  type Position,
  type TextDocument,
  type Uri,
} from "vscode";
import {
  EFFECTIVE_REQUEST,
  type EffectiveLine,
  EXPLAIN_REQUEST,
  type Explanation,
} from "../../protocol/commands";
import { Refreshing } from "./refreshing";
import type { RunningServer } from "./runningServer";

/** The argument at the beginning of a line, also of one that only says what is not known. */
const ARGUMENT = /^(?:# )?([a-z]\w*)(?::| {2}#)/i;

/** The pages with the values that NeoX would train with: each line leads to where it is set, and says what it means. */
export class EffectivePages implements Disposable {
  /** By the page. */
  private readonly lines = new Map<string, readonly EffectiveLine[]>();
  private readonly refreshing = new Map<string, Refreshing>();
  private readonly registrations: readonly Disposable[];

  constructor(
    private readonly server: RunningServer,
    scheme: string,
  ) {
    const pages = { scheme, pattern: "/effective/**" };
    this.registrations = [
      languages.registerDefinitionProvider(pages, {
        provideDefinition: ({ uri }, position) => this.placeAt(uri, position),
      }),
      languages.registerHoverProvider(pages, {
        provideHover: (page, position) => this.meaningAt(page, position),
      }),
    ];
  }

  /** The text of a page, whose query is the URI of the config. */
  async textOf(page: Uri): Promise<string> {
    const key = page.toString();
    const refreshing = this.refreshing.get(key) ?? new Refreshing(() => this.ask(page));
    this.refreshing.set(key, refreshing);
    await refreshing.now();
    return (this.lines.get(key) ?? []).map(({ text }) => `${text}\n`).join("");
  }

  dispose(): void {
    for (const registration of this.registrations) registration.dispose();
  }

  private async ask(page: Uri): Promise<void> {
    const client = this.server.running;
    const request = { uri: page.query };
    const lines = await client?.sendRequest<readonly EffectiveLine[] | null>(EFFECTIVE_REQUEST, request);
    this.lines.set(page.toString(), lines ?? []);
  }

  private placeAt(page: Uri, { line }: Position): Location | undefined {
    const place = this.lines.get(page.toString())?.[line]?.place;
    const converter = this.server.running?.protocol2CodeConverter;
    return place && converter && new Location(converter.asUri(place.uri), converter.asRange(place.range));
  }

  private async meaningAt(page: TextDocument, position: Position): Promise<Hover | undefined> {
    const name = ARGUMENT.exec(page.lineAt(position).text)?.[1];
    if (name === undefined) return undefined;
    const client = this.server.running;
    const explanation = await client?.sendRequest<Explanation | null>(EXPLAIN_REQUEST, { name });
    return explanation ? new Hover(new MarkdownString(explanation.markdown)) : undefined;
  }
}
