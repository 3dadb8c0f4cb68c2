import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type CheckResult, check } from "../features/check";
import { isNeoxConfig } from "../features/recognise";
import type { ConfigFile } from "../launch/launch";
import { parseTarget } from "../launch/parseTarget";
import { UNKNOWN_TARGET } from "../launch/target";
import type { RuleFailure } from "../rules/run";
import { readYaml } from "../yaml/read";
import type { YamlDocument } from "../yaml/tree";
import type { Settings } from "./settings";
import type { SettingsStore } from "./settingsStore";

/** An open NeoX config as of one version of its text. */
export interface OpenConfig {
  /** Of this check; another version or other settings have another. */
  readonly id: string;
  readonly version: number;
  readonly file: ConfigFile;
  readonly result: CheckResult;
}

interface Remembered {
  readonly version: number;
  readonly settings: Settings;
  readonly config: OpenConfig | undefined;
  /** Milliseconds it took to read and check. */
  readonly duration: number;
}

/** The open texts that are NeoX configs, each read and checked once per version and settings. */
export class OpenConfigs {
  private readonly remembered = new Map<string, Remembered>();
  private checks = 0;

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly settings: SettingsStore,
    private readonly pathOf: (uri: string) => string,
    private readonly ruleFailed: (uri: string, failure: RuleFailure) => void,
  ) {}

  /** The newest text, checked; undefined for a text that is closed or no NeoX config. */
  async get(uri: string): Promise<OpenConfig | undefined> {
    const settings = await this.settings.of(uri);
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    const known = this.remembered.get(uri);
    if (known?.version === document.version && known.settings === settings) return known.config;
    const begin = performance.now();
    const config = this.checkText(document, settings);
    const duration = performance.now() - begin;
    this.remembered.set(uri, { version: document.version, settings, config, duration });
    for (const failure of config?.result.failures ?? []) this.ruleFailed(uri, failure);
    return config;
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

  /** A config stays one while half-typed text hides its keys. */
  private breaksForNow(uri: string, read: () => YamlDocument): boolean {
    return this.remembered.get(uri)?.config !== undefined && read().problems.length > 0;
  }

  private checkText(document: TextDocument, settings: Settings): OpenConfig | undefined {
    const { uri, version } = document;
    const text = document.getText();
    let yaml: YamlDocument | undefined;
    const read = () => {
      yaml ??= readYaml(text);
      return yaml;
    };
    const isConfig = isNeoxConfig({ text, path: this.pathOf(uri), read }, settings.files);
    if (!isConfig && !this.breaksForNow(uri, read)) return undefined;
    const file: ConfigFile = { path: uri, document: read() };
    const result = check({
      files: [file],
      target: parseTarget(settings.target) ?? UNKNOWN_TARGET,
      ...(settings.gpus !== null && { gpus: settings.gpus }),
      severities: settings.rules,
    });
    return { id: String(++this.checks), version, file, result };
  }
}
