import { env, Uri, workspace } from "vscode";

interface RulePage {
  readonly summary: string;
  /** Markdown. */
  readonly page: string;
}

/** The pages of all rules, in the editor's language where there are any. */
export class RulePages {
  private read: Promise<Readonly<Record<string, RulePage>>> | undefined;

  constructor(private readonly extension: Uri) {}

  async has(name: string): Promise<boolean> {
    return Object.hasOwn(await this.pages(), name);
  }

  /** Undefined for a name that is no rule's. */
  async pageOf(name: string): Promise<string | undefined> {
    return (await this.has(name)) ? (await this.pages())[name]?.page : undefined;
  }

  /** A list with a link to each page. */
  async list(rules: readonly string[]): Promise<string> {
    const pages = await this.pages();
    return rules.map((rule) => `- [${rule}](${rule}.md): ${pages[rule]?.summary ?? ""}`).join("\n");
  }

  private pages(): Promise<Readonly<Record<string, RulePage>>> {
    this.read ??= this.load(env.language.toLowerCase()).catch(() => this.load("en"));
    return this.read;
  }

  private async load(locale: string): Promise<Readonly<Record<string, RulePage>>> {
    const bytes = await workspace.fs.readFile(Uri.joinPath(this.extension, "dist", `rules.${locale}.json`));
    return JSON.parse(new TextDecoder().decode(bytes));
  }
}
