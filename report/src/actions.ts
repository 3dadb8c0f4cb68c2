import type { Assumption, ReportSetting, Shape } from "../../protocol/report";

/** What VS Code gives a webview; absent in a page of its own. */
declare const acquireVsCodeApi: undefined | (() => { postMessage(message: unknown): void });

/** What a reader can do here; each ends in the editor. */
export interface Actions {
  ready(): void;
  undo(): void;
  /** Writes a shape into the file. */
  choose(shape: Shape): void;
  /** Changes a setting; null takes it back. */
  set(setting: ReportSetting, value: string | number | null): void;
  /** Writes into the file what is assumed. */
  write(about: Assumption["about"]): void;
}

/** Undefined in a page of its own, which has no editor. */
export const actions: Actions | undefined = inEditor();

function inEditor(): Actions | undefined {
  if (typeof acquireVsCodeApi !== "function") return undefined;
  const editor = acquireVsCodeApi();
  return {
    ready: () => editor.postMessage({ kind: "ready" }),
    undo: () => editor.postMessage({ kind: "undo" }),
    choose: ({ hiddenSize, numAttentionHeads, numKvHeads }) =>
      editor.postMessage({ kind: "choose", shape: { hiddenSize, numAttentionHeads, numKvHeads } }),
    set: (setting, value) => editor.postMessage({ kind: "set", setting, value }),
    write: (about) => editor.postMessage({ kind: "write", about }),
  };
}
