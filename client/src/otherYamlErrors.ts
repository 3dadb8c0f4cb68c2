import {
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type Range,
  type TextDocument,
  Uri,
} from "vscode";
import { type BaseLanguageClient, DocumentDiagnosticRequest, type Middleware } from "vscode-languageclient";

/** How Red Hat's YAML extension calls itself in what its parser says; what schemas say is `yaml-schema: …`. */
const OTHER_SOURCE = "YAML";
/** PyYAML reads on after these, so they say nothing of its errors. */
const REPEATED_KEY = /^(Map keys must be unique|Duplicate key)/;
const OUR_RULE = "yaml-syntax";

/** Leaves out our errors of syntax where another extension shows its own; their fixes are offered there too. */
export class OtherYamlErrors implements Disposable {
  private client: BaseLanguageClient | undefined;
  /** What is left out, for each document in which another extension shows an error of syntax. */
  private readonly leftOut = new Map<string, readonly Diagnostic[]>();
  /** Shows again what the server sent by itself, for each document. */
  private readonly sent = new Map<string, () => void>();
  private readonly listener = languages.onDidChangeDiagnostics(({ uris }) => this.look(uris));

  readonly middleware: Middleware = {
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const uri = document instanceof Uri ? document : document.uri;
      const isOther = () => this.leftOut.has(uri.toString());
      const report = await next(document, isOther() ? undefined : previousResultId, token);
      if (!report || !("items" in report) || !isOther()) return report;
      // Without the server's id: what is shown is not all that this stands for.
      return { kind: report.kind, items: this.shown(uri, report.items) };
    },
    handleDiagnostics: (uri, diagnostics, next) => {
      const show = () => next(uri, this.shown(uri, diagnostics));
      if (diagnostics.length > 0) this.sent.set(uri.toString(), show);
      else this.sent.delete(uri.toString());
      show();
    },
    provideCodeActions: async (document, range, context, token, next) => {
      const actions = await next(document, range, context, token);
      const hidden = this.leftOutBeyond(document, range, context);
      const only = CodeActionKind.QuickFix;
      const more = await Promise.all(
        hidden.map((each) => next(document, each.range, { ...context, only, diagnostics: [each] }, token)),
      );
      return [actions, ...more].flatMap((some) => some ?? []);
    },
  };

  constructor() {
    this.look(languages.getDiagnostics().map(([uri]) => uri));
  }

  /** Asks `client` from now on; it is to be made with the middleware. */
  follow(client: BaseLanguageClient): void {
    this.client = client;
    this.sent.clear();
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** Asks anew when documents got their first error from another extension, or lost the last. */
  private look(uris: readonly Uri[]): void {
    const changed = uris.filter((uri) => {
      const isOther = languages.getDiagnostics(uri).some(isOtherSyntaxError);
      return isOther !== this.leftOut.has(uri.toString());
    });
    const keys = changed.map(String);
    for (const key of keys) if (!this.leftOut.delete(key)) this.leftOut.set(key, []);
    if (keys.length === 0 || !this.client?.isRunning()) return;
    for (const key of keys) this.sent.get(key)?.();
    this.client.getFeature(DocumentDiagnosticRequest.method).refresh();
  }

  private shown(uri: Uri, all: Diagnostic[]): Diagnostic[] {
    const key = uri.toString();
    if (!this.leftOut.has(key)) return all;
    this.leftOut.set(key, all.filter(isOurSyntaxError));
    return all.filter((diagnostic) => !isOurSyntaxError(diagnostic));
  }

  /** What is left out elsewhere in a document, when fixes are asked for where the other error is. */
  private leftOutBeyond(
    { uri }: TextDocument,
    range: Range,
    { only, diagnostics }: CodeActionContext,
  ): readonly Diagnostic[] {
    const wantsFixes = only === undefined || only.contains(CodeActionKind.QuickFix);
    if (!wantsFixes || !diagnostics.some(isOtherSyntaxError)) return [];
    const leftOut = this.leftOut.get(uri.toString()) ?? [];
    return leftOut.filter((diagnostic) => diagnostic.range.intersection(range) === undefined);
  }
}

/** What its style checks say has a code that is text. */
function isOtherSyntaxError({ source, severity, code, message }: Diagnostic): boolean {
  const isError = source === OTHER_SOURCE && severity === DiagnosticSeverity.Error;
  return isError && typeof code !== "string" && !REPEATED_KEY.test(message);
}

function isOurSyntaxError({ code }: Diagnostic): boolean {
  return (typeof code === "object" ? code.value : code) === OUR_RULE;
}
