import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type CheckResult, check } from "../features/check";
import { isNeoxConfig } from "../features/recognise";
import type { ConfigFile } from "../launch/launch";
import type { Project } from "../launch/project";
import type { Target } from "../launch/target";
import type { RuleFailure } from "../rules/run";
import type { ConfigTexts } from "./configTexts";
import { type LaunchPlan, launchPlan, type Projects } from "./projects";
import type { Settings } from "./settings";
import type { SettingsStore } from "./settingsStore";
import type { WorkspaceFolders } from "./workspaceFolders";

/** An open NeoX config as of one version of its text. */
export interface OpenConfig {
  /** Of this check; another version, other settings or another file of the launch have another. */
  readonly id: string;
  readonly version: number;
  readonly file: ConfigFile;
  readonly result: CheckResult;
}

/** All that a check depends on. */
interface Inputs {
  readonly version: number;
  readonly settings: Settings;
  readonly project: Project;
  readonly target: Target;
  readonly plan: LaunchPlan | undefined;
  readonly files: readonly ConfigFile[];
}

interface Remembered {
  readonly inputs: Inputs;
  readonly config: OpenConfig | undefined;
  /** Milliseconds it took to read and check. */
  readonly duration: number;
}

/** The open texts that are NeoX configs, each checked in its launch, once per state of all that this depends on. */
export class OpenConfigs {
  private readonly remembered = new Map<string, Remembered>();
  private checks = 0;

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly texts: ConfigTexts,
    private readonly settings: SettingsStore,
    private readonly projects: Projects,
    private readonly folders: WorkspaceFolders,
    private readonly ruleFailed: (uri: string, failure: RuleFailure) => void,
  ) {}

  /** The newest text, checked; undefined for a text that is closed or no NeoX config. */
  async get(uri: string): Promise<OpenConfig | undefined> {
    const inputs = await this.inputsOf(uri);
    if (inputs === undefined) return undefined;
    const known = this.remembered.get(uri);
    if (known !== undefined && sameInputs(known.inputs, inputs)) return known.config;
    const begin = performance.now();
    const config = this.checked(uri, inputs);
    this.remembered.set(uri, { inputs, config, duration: performance.now() - begin });
    for (const failure of config?.result.failures ?? []) this.ruleFailed(uri, failure);
    return config;
  }

  /** Milliseconds the last check of this text took; 0 before the first. */
  lastDuration(uri: string): number {
    return this.remembered.get(uri)?.duration ?? 0;
  }

  /** Other open configs whose launch has this file. */
  dependents(uri: string): string[] {
    const entries = [...this.remembered].filter(([other]) => other !== uri);
    return entries.filter(([, { inputs }]) => inputs.plan?.files.includes(uri)).map(([other]) => other);
  }

  versionOf(uri: string): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  forget(uri: string): void {
    this.remembered.delete(uri);
    this.texts.forget(uri);
  }

  /** Gathered again until the text stayed the same meanwhile. */
  private async inputsOf(uri: string): Promise<Inputs | undefined> {
    for (;;) {
      const folder = this.folders.folderOf(uri);
      const settings = await this.settings.of(uri);
      const project = await this.projects.of(folder);
      const target = await this.projects.target(settings.target || (project.neox ?? ""), folder);
      const document = this.documents.get(uri);
      if (document === undefined) return undefined;
      const { version } = document;
      const file = this.configFile(document, settings);
      if (file === undefined) return { version, settings, project, target, plan: undefined, files: [] };
      const plan = launchPlan(file, project, folder);
      const files = plan.files.length === 1 ? [file] : await this.filesOf(plan, file);
      if (this.versionOf(uri) === version) return { version, settings, project, target, plan, files };
    }
  }

  /** The text as a config, when it is one. One that was stays one while half-typed text hides its keys. */
  private configFile(document: TextDocument, { files }: Settings): ConfigFile | undefined {
    const { uri } = document;
    const text = document.getText();
    const read = () => this.texts.read(uri, text);
    const candidate = { text, path: this.folders.relativePath(uri), read: () => read().document };
    if (isNeoxConfig(candidate, files)) return read();
    const wasConfig = this.remembered.get(uri)?.config !== undefined;
    return wasConfig && read().document.problems.length > 0 ? read() : undefined;
  }

  /** The files of a launch that can be read; the one in question is the text that was seen. */
  private async filesOf({ files }: LaunchPlan, file: ConfigFile): Promise<ConfigFile[]> {
    const read = await Promise.all(
      files.map((uri) => (uri === file.path ? file : this.texts.configFile(uri))),
    );
    return read.filter((each) => each !== undefined);
  }

  private checked(uri: string, inputs: Inputs): OpenConfig | undefined {
    const { version, settings, project, target, plan, files } = inputs;
    const file = files.find(({ path }) => path === uri);
    if (file === undefined || plan === undefined) return undefined;
    const gpus = plan.gpus ?? settings.gpus ?? project.gpus;
    const result = check({
      files,
      target,
      ...(plan.isWhole && files.length === plan.files.length && { scope: "launch" }),
      ...(gpus !== undefined && { gpus }),
      extraArguments: project.arguments,
      severities: { ...project.rules, ...settings.rules },
    });
    return { id: String(++this.checks), version, file, result };
  }
}

/** Everything else of the inputs follows from these. */
function sameInputs(a: Inputs, b: Inputs): boolean {
  const files = a.files.length === b.files.length && a.files.every((file, index) => file === b.files[index]);
  const { version, settings, project, target } = a;
  return (
    files && version === b.version && settings === b.settings && project === b.project && target === b.target
  );
}
