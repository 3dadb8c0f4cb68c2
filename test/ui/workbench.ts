import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { openBrowser } from "../host/browser.mjs";
import { startServer, workbenchUrl } from "../host/server.mjs";

const ROOT = resolve(import.meta.dirname, "../..");

/** The package that `npm run package` made of this version. */
function vsixPath(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return join(ROOT, `neox-config-${version}.vsix`);
}

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** VS Code with the packaged extension, in a browser, on a copy of `examples/`. */
export class Workbench {
  private constructor(
    private readonly server: Awaited<ReturnType<typeof startServer>>,
    private readonly browser: Awaited<ReturnType<typeof openBrowser>>,
  ) {}

  /** In a display language such as `zh-cn`; VS Code's own words stay English, for there is no language pack. */
  static async start({ language = "en" } = {}): Promise<Workbench> {
    const server = await startServer({ vsix: vsixPath() });
    const browser = await openBrowser();
    await browser.page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`);
    return new Workbench(server, browser);
  }

  /** The process id of the language server; undefined while there is none. */
  languageServer(): number | undefined {
    const isOurs = (id: string) => {
      const command = commandOf(id);
      return command.includes(this.server.root) && command.includes("dist/server.js");
    };
    const found = readdirSync("/proc").find((id) => /^\d+$/.test(id) && isOurs(id));
    return found === undefined ? undefined : Number(found);
  }

  killLanguageServer(): void {
    const server = this.languageServer();
    if (server === undefined) throw new Error("there is no language server");
    process.kill(server, "SIGKILL");
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /** Opens a fresh copy of an example for the time of `body`; a failure leaves a picture behind. */
  async withExample(
    example: string,
    settings: Readonly<Record<string, unknown>>,
    body: (editor: Editor) => Promise<void>,
  ): Promise<void> {
    const editor = await this.open(example, settings);
    try {
      await body(editor);
    } catch (error) {
      await editor.page.screenshot({ path: join(ROOT, `.cache/results/ui-${example}-${Date.now()}.png`) });
      throw error;
    } finally {
      editor.dispose();
    }
  }

  /** Opens a fresh copy of an example, with these settings of its folder. */
  async open(example: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Editor> {
    const folder = mkdtempSync(join(tmpdir(), "neox-config-ui-"));
    cpSync(join(ROOT, "examples"), folder, { recursive: true });
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify(settings));
    const file = join(folder, example);
    const uri = `vscode-remote://${this.server.authority}${file}`;
    await this.browser.page.goto(workbenchUrl(this.server.base, { folder }, [["openFile", uri]]));
    return new Editor(this.browser.page, folder, file);
  }
}

/** The open file as a person sees and changes it: by keyboard. */
export class Editor {
  constructor(
    readonly page: Page,
    private readonly folder: string,
    private readonly file: string,
  ) {}

  squiggle(severity: "error" | "warning"): Locator {
    return this.page.locator(`.monaco-editor .cdr.squiggly-${severity}`);
  }

  /** Puts the cursor at the start of the one place where `text` is in the file. */
  async goTo(text: string): Promise<void> {
    const before = this.onDisk().split(text)[0] ?? "";
    const lines = before.split("\n");
    await this.page.locator(".monaco-editor .view-lines").first().waitFor();
    await this.pressUntil(this.input, ["Control+g"]);
    await this.page.keyboard.type(`${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Runs a command of the palette by its whole title. */
  async runCommand(title: string): Promise<void> {
    await this.enterCommand(title);
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Runs a command that asks for something, and waits until its question takes the typing. */
  async runQuestion(title: string): Promise<void> {
    await this.enterCommand(title);
    await this.focusedPick(title).waitFor({ state: "detached" });
    await this.input.waitFor();
  }

  private async enterCommand(title: string): Promise<void> {
    await this.pressUntil(this.input, ["Escape", "F1"]);
    await this.page.keyboard.type(title);
    await this.focusedPick(title).waitFor();
    await this.page.keyboard.press("Enter");
  }

  private focusedPick(text: string): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text });
  }

  /** What takes the typing of the palette and of *Go to line*; typed before it is there, text goes into the file. */
  private get input(): Locator {
    return this.page.locator(".quick-input-widget input:focus");
  }

  /** The hover at the cursor, once it has `expected` in it. */
  async hover(expected: string): Promise<string> {
    const content = this.page
      .locator(".monaco-hover .monaco-hover-content")
      .filter({ hasText: expected })
      .first();
    await this.pressUntil(content, ["Escape", "Control+1", "Control+k", "Control+i"]);
    return (await content.innerText()).replaceAll("\u00a0", " ");
  }

  /** The quick fixes at the cursor, the first of them selected. */
  async quickFixes(): Promise<string[]> {
    const menu = this.page.locator(".context-view .action-widget").filter({ hasText: /Quick Fix/ });
    await this.pressUntil(menu, ["Escape", "Control+1", "Control+."]);
    const rows = await menu.locator(".monaco-list-row.action").allInnerTexts();
    return rows.map((row) => row.trim());
  }

  /** Presses `keys` until `target` is shown, or hidden: the server or the page may still be starting, and take none. */
  async pressUntil(
    target: Locator,
    keys: readonly string[],
    state: "visible" | "hidden" = "visible",
  ): Promise<void> {
    const isSo = async () => (await target.isVisible()) === (state === "visible");
    for (const end = Date.now() + 60_000; Date.now() < end && !(await isSo()); ) {
      for (const key of keys) await this.page.keyboard.press(key);
      await target.waitFor({ state, timeout: 5000 }).catch(() => undefined);
    }
    await target.waitFor({ state, timeout: 5000 });
  }

  /** What is suggested at the cursor, the first of it selected. */
  async suggestions(): Promise<string[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
    await this.pressUntil(rows.first(), ["Control+Space"]);
    return (await rows.locator(".label-name").allInnerTexts()).map((label) => label.trim());
  }

  /** The rows of an open quick pick. */
  async picks(): Promise<string[]> {
    const rows = this.page.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((row) => row.replaceAll("\u00a0", " ").split("\n").join(" | "));
  }

  /** What the messages in the corner say. */
  messages(): Promise<string[]> {
    return this.page.locator(".notification-list-item-message").allInnerTexts();
  }

  /** What the language status (`{}`) says, for a screen reader. */
  languageStatus(): Promise<string | null> {
    return this.page.locator("[id='status.languageStatus'] a").getAttribute("aria-label");
  }

  /** The settings of the folder as they are on disk. */
  settingsOnDisk(): unknown {
    return JSON.parse(readFileSync(join(this.folder, ".vscode/settings.json"), "utf8"));
  }

  /** Waits for an unsaved change, saves it, and waits until the editor has written the file. */
  async save(): Promise<void> {
    await this.page.locator(".tab.active.dirty").waitFor();
    await this.page.keyboard.press("Control+s");
    await this.page.locator(".tab.active:not(.dirty)").waitFor();
  }

  /** Writes another file into the folder, as another program would. */
  writeBeside(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  onDisk(): string {
    return readFileSync(this.file, "utf8");
  }

  /** Removes the copy. The page stays until the next `open`. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
