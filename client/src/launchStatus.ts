import {
  Disposable,
  type Event,
  type LanguageStatusItem,
  l10n,
  languages,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import {
  LAUNCHES_REQUEST,
  type LaunchCandidate,
  type Launches,
  type LaunchesParams,
} from "../../protocol/launches";
import { plainLabel } from "../../protocol/plainLabel";
import { Refreshing } from "./refreshing";

/** What one status item shows of the launches of a config, and the command behind it. */
interface Shown {
  readonly name: string;
  readonly text: string;
  readonly detail: string;
  readonly command: string;
  /** What the command does, where it does not change what is shown. */
  readonly action?: string;
}

/** In the language status of a config: its launch, its NeoX and its GPUs, each with a command that changes it. */
export class LaunchStatus implements Disposable {
  private client: BaseLanguageClient | undefined;
  private items: ReadonlyMap<string, LanguageStatusItem> = new Map();
  private readonly listeners: Disposable;
  private readonly refreshing = new Refreshing(() => this.refresh());

  constructor(onDidCheck: Event<Uri>) {
    this.listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(() => this.refreshing.now()),
      onDidCheck((uri) => {
        if (uri.toString() === window.activeTextEditor?.document.uri.toString()) void this.refreshing.now();
      }),
    );
  }

  /** Shows what `client` says from now on. */
  follow(client: BaseLanguageClient): void {
    this.client = client;
  }

  dispose(): void {
    this.listeners.dispose();
    this.show([]);
  }

  private async refresh(): Promise<void> {
    const document = window.activeTextEditor?.document;
    const isAsked = document !== undefined && this.client?.state === State.Running;
    const launches = isAsked ? await askLaunches(this.client, document) : undefined;
    if (document !== window.activeTextEditor?.document) return;
    if (launches) this.show(shownOf(launches));
    else this.show(launches === null ? [leftAlone(document)] : []);
  }

  private show(shown: readonly Shown[]): void {
    for (const [command, item] of this.items)
      if (!shown.some((each) => each.command === command)) item.dispose();
    const items = shown.map(({ name, text, detail, command, action = l10n.t("Change") }) => {
      const known = this.items.get(command);
      const item = known ?? languages.createLanguageStatusItem(command, { language: "yaml" });
      item.name = name;
      item.text = plainLabel(text);
      item.detail = detail;
      item.command = { title: action, command };
      return [command, item] as const;
    });
    this.items = new Map(items);
  }
}

/** The launches of a text; null for one that is no config. */
export async function askLaunches(
  client: BaseLanguageClient | undefined,
  document: TextDocument,
): Promise<Launches | null> {
  if (client?.state !== State.Running) return null;
  const params: LaunchesParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  return client.sendRequest<Launches | null>(LAUNCHES_REQUEST, params);
}

/** How a launch is called: `pythia-160m (2 files)`. */
export function launchLabel({ name, files, source }: LaunchCandidate): string {
  if (source === "file") return l10n.t("{0} by itself", name);
  return files.length === 1 ? name : l10n.t("{0} ({1} files)", name, files.length);
}

/** The files of a launch as paths in the workspace, in order. */
export function filesOf(client: BaseLanguageClient, { files }: LaunchCandidate): string {
  return files.map((file) => workspace.asRelativePath(client.protocol2CodeConverter.asUri(file))).join(" ");
}

/** Said of a YAML text that is no config, with how to change that. */
function leftAlone(document: TextDocument | undefined): Shown {
  const isOff = /^[ \t]*#[ \t]*neox-config:[ \t]*off\b/m.test(document?.getText() ?? "");
  return {
    name: l10n.t("NeoX launch"),
    text: l10n.t("No GPT-NeoX config, so it is left alone"),
    detail: isOff ? l10n.t("its comment says so") : l10n.t("by its keys; a comment can say otherwise"),
    command: "neoxConfig.callConfig",
    action: l10n.t("Check it"),
  };
}

function shownOf({ launches, active, target, known, gpus, outcome = "" }: Launches): Shown[] {
  const launch = launches.find(({ id }) => id === active);
  const choice = launches.length === 1 ? "" : l10n.t("{0} to choose from", launches.length);
  return [
    {
      name: l10n.t("NeoX launch"),
      text: l10n.t("Launch: {0}", launch === undefined ? "" : launchLabel(launch)),
      detail: [outcome, choice].filter(Boolean).join(" "),
      command: "neoxConfig.selectLaunch",
    },
    {
      name: l10n.t("NeoX version"),
      text: l10n.t("NeoX: {0}", target === "unknown" ? l10n.t("unknown version") : target),
      detail: known,
      command: "neoxConfig.selectTarget",
    },
    {
      name: l10n.t("NeoX GPUs"),
      text: gpus === null ? l10n.t("GPUs: unknown") : l10n.t("GPUs: {0}", gpus),
      detail: "",
      command: "neoxConfig.setGpus",
    },
  ];
}
