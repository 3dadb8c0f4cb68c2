import { LSPErrorCodes, ResponseError, type TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { isSame } from "../base/isSame";
import { inSlices, othersTurn, SUPERSEDED } from "../base/slices";
import type { Steps } from "../base/steps";
import type { RuleFailure, RunResult } from "../engine/run";
import type { CheckResult } from "../features/check";
import { findingsIn } from "../features/findingsIn";
import { isNeoxConfig, mayBecomeConfig } from "../features/recognise";
import type { VersionOf } from "../features/workspaceEdit";
import { createLaunch } from "../launch/createLaunch";
import type { ConfigFile, Launch } from "../launch/launch";
import type { Target } from "../launch/target";
import type { TextFile } from "../workspace/configFiles";
import { normalUri } from "../workspace/uris";
import type { Run, Workspace } from "../workspace/workspace";
import { checkingRun, inputsOf, isConfig, ownFile, readingSettings } from "./checkRun";
import type { Settings } from "./editorSettings";
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
  readonly isConfig: boolean;
  /** Undefined of a text that is no config, and of one that was let go. */
  readonly config: OpenConfig | undefined;
  /** By which the text was recognised, below its workspace folder. */
  readonly path: string;
  /** All that the result depends on; what stayed the same is the same object. */
  readonly inputs: readonly unknown[];
  /** Milliseconds it took to check. */
  readonly duration: number;
}

type Checked = OpenConfig | undefined | typeof SUPERSEDED;

/** A check that is under way, maybe of another text of the same launch. */
interface Ongoing {
  readonly inputs: readonly unknown[];
  readonly checked: Promise<Checked>;
}

/** In characters: a longer text is read in slices before anybody asks for it. */
const LONG_TEXT = 100_000;

/** What `OpenConfigs` tells others. */
export interface CheckEvents {
  ruleFailed(uri: string, failure: RuleFailure): void;
  checked(uri: string): void;
}

/** An open config with all that is found in it: by its own launch, and by those of other open configs. */
export interface ConfigFindings {
  readonly config: OpenConfig;
  /** The same for as long as what is found is. */
  readonly id: string;
  readonly result: RunResult;
  /** Whether launches of other open configs find something in it. */
  readonly isOfOthers: boolean;
}

/** The open texts that are NeoX configs, each launch checked once per version of its texts and settings. */
export class OpenConfigs {
  private readonly remembered = new Map<string, Remembered>();
  private readonly ongoing = new Map<string, Ongoing>();
  private readonly readings = new WeakMap<TextFile, Promise<unknown>>();
  private everything: Promise<readonly OpenConfig[]> | undefined;
  private changes = 0;
  private checks = 0;

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly settings: SettingsStore,
    private readonly workspace: Workspace,
    private readonly events: CheckEvents,
  ) {}

  /** The newest text, checked; undefined for a text that is closed or no NeoX config. */
  async get(uri: string): Promise<OpenConfig | undefined> {
    const settings = await this.settings.of(uri);
    for (;;) {
      const document = this.documents.get(uri);
      // Of a file that is open by two spellings of its name only one text is read.
      if (document === undefined || this.workspace.shownUri(normalUri(uri)) !== uri) return undefined;
      const checked = await this.checkText(document, document.getText(), settings);
      // A change that came meanwhile makes another run.
      if (checked !== SUPERSEDED) return checked;
    }
  }

  /**
   * The text of this moment, checked, for a question about a place in it.
   * @throws ResponseError "content modified" where another text has come before there is an answer.
   */
  async unchanged(uri: string): Promise<OpenConfig | undefined> {
    const asked = this.documents.get(uri)?.getText();
    const config = await this.get(uri);
    if (config === undefined || config.file.document.text === asked) return config;
    throw contentModified();
  }

  /** What completions are for: a config, or the launch of a text that may become one, empty or begun beside configs. */
  async beginningOf(
    uri: string,
  ): Promise<{ readonly file: ConfigFile; readonly launch: Launch } | undefined> {
    const config = await this.get(uri);
    if (config !== undefined) return { file: config.file, launch: config.result.launch };
    const text = this.documents.get(uri)?.getText();
    if (text === undefined) return undefined;
    const file = this.workspace.fileOf(uri, text);
    if (!mayBecomeConfig({ text, read: () => file.document })) return undefined;
    if (!(await this.hasConfigBeside(uri))) return undefined;
    return { file, launch: createLaunch({ files: [file], target: await this.targetAt(uri) }) };
  }

  /** The NeoX that configs at a place are for. */
  async targetAt(uri: string): Promise<Target> {
    return (await this.workspace.runOf(uri, await this.settings.of(uri))).target;
  }

  private async hasConfigBeside(uri: string): Promise<boolean> {
    for await (const file of this.workspace.yamlBeside(uri))
      if (isNeoxConfig({ text: file.text, path: file.path, read: () => file.document })) return true;
    return false;
  }

  /** All open configs, each in its launch; looked at once until something changes, for each of them asks. */
  all(): Promise<readonly OpenConfig[]> {
    this.everything ??= this.lookAtAll();
    return this.everything;
  }

  /** A text, a setting or a file may be another now. */
  changed(): void {
    this.everything = undefined;
    this.changes++;
  }

  private async lookAtAll(): Promise<readonly OpenConfig[]> {
    const { changes } = this;
    const configs: OpenConfig[] = [];
    for (const uri of this.documents.keys()) {
      // Of many changes in a row, all who asked wait for one look.
      if (this.changes !== changes) return this.all();
      // Of one that cannot be checked its own question tells.
      const config = await this.get(uri).catch(() => undefined);
      if (config !== undefined) configs.push(config);
      await othersTurn();
    }
    return configs;
  }

  /** The newest text with its findings; undefined for a text that is closed or no NeoX config. */
  async findingsOf(uri: string): Promise<ConfigFindings | undefined> {
    for (;;) {
      const config = await this.get(uri);
      if (config === undefined) return undefined;
      const configs = await this.findersFor(config);
      // The text may have changed while the others were checked, or another may be open with the same version.
      const newest = this.documents.get(uri);
      if (newest?.version !== config.version || newest.getText() !== config.file.document.text) continue;
      return findingsOf(config, configs);
    }
  }

  /** What its own launch alone finds, before all others are checked. */
  async ownFindingsOf(uri: string): Promise<ConfigFindings | undefined> {
    const config = await this.get(uri);
    return config && findingsOf(config, [config]);
  }

  /** The config, and the other open ones whose launches find something in it. */
  private async findersFor(config: OpenConfig): Promise<readonly OpenConfig[]> {
    const { path } = config.file;
    const others = (await this.all()).filter(
      ({ id, result }) => id !== config.id && foundPaths(result).has(path),
    );
    return [config, ...new Map(others.map((other) => [other.id, other])).values()];
  }

  /** Milliseconds the last check of this text took; 0 before the first. */
  lastDuration(uri: string): number {
    return this.remembered.get(uri)?.duration ?? 0;
  }

  /** An open text, config or not, as it stays while it is edited. */
  textOf(uri: string): TextDocument | undefined {
    const document = this.documents.get(uri);
    return document && TextDocument.create(uri, document.languageId, document.version, document.getText());
  }

  versionOf(uri: string): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  /**
   * The version of the text that was read as this file, null for one that is not open, for an edit of it.
   * @throws ResponseError "content modified" where another text has come since.
   */
  readonly versionOfFile: VersionOf = ({ path, document }) => {
    const open = this.documents.get(path);
    if (open !== undefined && open.getText() !== document.text) throw contentModified();
    return open?.version ?? null;
  };

  forget(uri: string): void {
    this.remembered.delete(uri);
    this.ongoing.delete(uri);
  }

  /** Gives up as soon as the text is no longer the newest. */
  private async checkText(document: TextDocument, text: string, settings: Settings): Promise<Checked> {
    const { uri } = document;
    const isWanted = () => this.documents.get(uri)?.getText() === text;
    if (text.length > LONG_TEXT) {
      const file = this.workspace.fileOf(uri, text);
      this.letGoBefore(file, uri);
      const read = await this.read(file, isWanted);
      if (read === SUPERSEDED) return SUPERSEDED;
    }
    const run = await this.workspace.runOf(uri, settings);
    return isWanted() ? this.checkOnce(document, run, settings, isWanted) : SUPERSEDED;
  }

  /** What is known of another text goes before a long one is read: each may take a hundred megabytes. */
  private letGoBefore(file: TextFile, uri: string): void {
    const known = this.remembered.get(uri);
    if (known !== undefined && !known.inputs.includes(file.identity))
      this.remembered.set(uri, { ...known, config: undefined, inputs: [] });
  }

  /** Reads a long text; several who want it at once share the work. */
  private read(file: TextFile, isWanted: () => boolean): Promise<unknown> {
    let reading = this.readings.get(file);
    if (reading === undefined) {
      reading = inSlices(readingSettings(file), isWanted).finally(() => this.readings.delete(file));
      this.readings.set(file, reading);
    }
    return reading;
  }

  private async checkOnce(
    document: TextDocument,
    run: Run,
    settings: Settings,
    isWanted: () => boolean,
  ): Promise<Checked> {
    const { uri } = document;
    const inputs = inputsOf(run, settings);
    const known = this.remembered.get(uri);
    if (known?.path === this.workspace.relativePath(uri) && isSame(known.inputs, inputs)) {
      const config = known.config && { ...known.config, version: document.version, run };
      this.remembered.set(uri, { ...known, config });
      return config;
    }
    const ongoing = [...this.ongoing.values()].find((each) => isSame(each.inputs, inputs));
    if (ongoing !== undefined) {
      await ongoing.checked;
      return isWanted() ? this.checkOnce(document, run, settings, isWanted) : SUPERSEDED;
    }
    const checked = this.check(document, run, settings, inputs, isWanted);
    this.ongoing.set(uri, { inputs, checked });
    return checked;
  }

  private async check(
    document: TextDocument,
    run: Run,
    settings: Settings,
    inputs: readonly unknown[],
    isWanted: () => boolean,
  ): Promise<Checked> {
    const { uri } = document;
    const begin = performance.now();
    const path = this.workspace.relativePath(uri);
    try {
      const config = await inSlices(this.checking(document, path, run, settings, inputs), isWanted);
      if (config === SUPERSEDED) return SUPERSEDED;
      const duration = performance.now() - begin;
      this.remembered.set(uri, { inputs, path, config, isConfig: config !== undefined, duration });
      for (const failure of config?.result.failures ?? []) this.events.ruleFailed(uri, failure);
      this.events.checked(uri);
      return config;
    } finally {
      if (this.ongoing.get(uri)?.inputs === inputs) this.ongoing.delete(uri);
    }
  }

  private *checking(
    document: TextDocument,
    path: string,
    run: Run,
    settings: Settings,
    inputs: readonly unknown[],
  ): Steps<OpenConfig | undefined> {
    const { uri } = document;
    const file = ownFile(uri, run);
    if (file === undefined) return undefined;
    if (!isConfig(file, path, run, settings) && !this.breaksForNow(uri, file)) return undefined;
    const shared = [...this.remembered.values()].find((each) => isSame(each.inputs, inputs))?.config;
    const result = shared?.result ?? (yield* checkingRun(run, settings));
    return { id: shared?.id ?? String(++this.checks), version: document.version, file, run, result };
  }

  /** A config stays one while half-typed text hides its keys. */
  private breaksForNow(uri: string, file: ConfigFile): boolean {
    return this.remembered.get(uri)?.isConfig === true && file.document.problems.length > 0;
  }
}

function findingsOf(config: OpenConfig, configs: readonly OpenConfig[]): ConfigFindings {
  const { file, result } = config;
  return {
    config,
    id: configs.map((each) => each.id).join(" "),
    isOfOthers: configs.length > 1,
    // Of what has been told nobody asks for it.
    get result() {
      const results = configs.map((each) => each.result);
      return { findings: findingsIn(file.path, results), failures: result.failures };
    },
  };
}

function contentModified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, "The text has changed.");
}

/** The files that findings of a launch are in, which each open text asks each other's launch for. */
function foundPaths(result: CheckResult): ReadonlySet<string> {
  const known = pathsByResult.get(result) ?? new Set(result.findings.map(({ file }) => file.path));
  pathsByResult.set(result, known);
  return known;
}

const pathsByResult = new WeakMap<CheckResult, ReadonlySet<string>>();
