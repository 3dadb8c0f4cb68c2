import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CheckResult } from "../features/check";
import { findingsIn } from "../features/findingsIn";
import type { ConfigFile } from "../launch/launch";
import type { RuleFailure, RunResult } from "../rules/run";
import type { Run, Workspace } from "../workspace/workspace";
import { checkRun, inputsOf, isConfig, isSame, ownFile } from "./checkRun";
import type { Settings } from "./settings";
import type { SettingsStore } from "./settingsStore";

/** An open NeoX config as of one version of its text, in its launch. */
export interface OpenConfig {
  /** Of this check; another text, launch or other settings have another. */
  readonly id: string;
  readonly version: number;
  readonly file: ConfigFile;
  readonly run: Run;
  readonly result: CheckResult;
}

interface Remembered {
  readonly config: OpenConfig | undefined;
  /** All that the result depends on; what stayed the same is the same object. */
  readonly inputs: readonly unknown[];
  /** Milliseconds it took to check. */
  readonly duration: number;
}

/** What `OpenConfigs` tells others. */
export interface CheckEvents {
  ruleFailed(uri: string, failure: RuleFailure): void;
  checked(uri: string): void;
}

/** The open texts that are NeoX configs, each launch checked once per version of its texts and settings. */
export class OpenConfigs {
  private readonly remembered = new Map<string, Remembered>();
  private checks = 0;

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly settings: SettingsStore,
    private readonly workspace: Workspace,
    private readonly pathOf: (uri: string) => string,
    private readonly events: CheckEvents,
  ) {}

  /** The newest text, checked; undefined for a text that is closed or no NeoX config. */
  async get(uri: string): Promise<OpenConfig | undefined> {
    const settings = await this.settings.of(uri);
    for (;;) {
      const text = this.documents.get(uri)?.getText();
      if (text === undefined) return undefined;
      const run = await this.workspace.runOf(uri, settings);
      const document = this.documents.get(uri);
      // A change that came meanwhile makes another run.
      if (document?.getText() === text) return this.checkOnce(document, run, settings);
    }
  }

  /** All open configs, each in its launch. */
  async all(): Promise<readonly OpenConfig[]> {
    const configs = await Promise.all(this.documents.keys().map((uri) => this.get(uri)));
    return configs.filter((config) => config !== undefined);
  }

  /** What the config's own launch finds in it, and what those of other open configs do. */
  async resultIn(config: OpenConfig): Promise<RunResult & { readonly id: string }> {
    const { path } = config.file;
    const others = (await this.all()).filter(
      ({ id, result }) => id !== config.id && result.findings.some(({ file }) => file.path === path),
    );
    const configs = [config, ...new Map(others.map((other) => [other.id, other])).values()];
    return {
      id: configs.map(({ id }) => id).join(" "),
      findings: findingsIn(
        path,
        configs.map(({ result }) => result),
      ),
      failures: config.result.failures,
    };
  }

  /** Milliseconds the last check of this text took; 0 before the first. */
  lastDuration(uri: string): number {
    return this.remembered.get(uri)?.duration ?? 0;
  }

  versionOf(uri: string): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  forget(uri: string): void {
    this.remembered.delete(uri);
  }

  private checkOnce(document: TextDocument, run: Run, settings: Settings): OpenConfig | undefined {
    const { uri, version } = document;
    const inputs = inputsOf(run, settings);
    const known = this.remembered.get(uri);
    if (known !== undefined && isSame(known.inputs, inputs)) {
      const config = known.config && { ...known.config, version, run };
      this.remembered.set(uri, { ...known, config });
      return config;
    }
    const begin = performance.now();
    const config = this.checkText(document, run, settings, inputs);
    this.remembered.set(uri, { inputs, config, duration: performance.now() - begin });
    for (const failure of config?.result.failures ?? []) this.events.ruleFailed(uri, failure);
    this.events.checked(uri);
    return config;
  }

  private checkText(
    { uri, version }: TextDocument,
    run: Run,
    settings: Settings,
    inputs: readonly unknown[],
  ): OpenConfig | undefined {
    const file = ownFile(uri, run);
    if (file === undefined) return undefined;
    if (!isConfig(file, this.pathOf(uri), run, settings) && !this.breaksForNow(uri, file)) return undefined;
    const shared = [...this.remembered.values()].find((each) => isSame(each.inputs, inputs))?.config;
    const result = shared?.result ?? checkRun(run, settings);
    return { id: shared?.id ?? String(++this.checks), version, file, run, result };
  }

  /** A config stays one while half-typed text hides its keys. */
  private breaksForNow(uri: string, file: ConfigFile): boolean {
    return this.remembered.get(uri)?.config !== undefined && file.document.problems.length > 0;
  }
}
