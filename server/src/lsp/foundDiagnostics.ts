import type { Diagnostic } from "vscode-languageserver";

/** What launches find in files, by URI; what several of them find in one file comes once. */
export class FoundDiagnostics {
  private readonly byFile = new Map<string, Map<string, Diagnostic>>();

  /** Returns the files that are new or have more diagnostics than before. */
  add(found: Iterable<readonly [uri: string, diagnostics: readonly Diagnostic[]]>): readonly string[] {
    return [...found].flatMap(([uri, diagnostics]) => {
      const known = this.byFile.get(uri);
      const all = new Map(known);
      for (const each of diagnostics) all.set(JSON.stringify(each), each);
      this.byFile.set(uri, all);
      return known?.size === all.size ? [] : [uri];
    });
  }

  of(uri: string): readonly Diagnostic[] {
    return [...(this.byFile.get(uri)?.values() ?? [])];
  }

  get uris(): readonly string[] {
    return [...this.byFile.keys()];
  }
}
