// @ts-check
/// <reference lib="dom" />
// Takes pictures of the report of a launch in light, dark and high contrast, to look at after a change of its drawing:
// `npm run build && node scripts/pictures/picture-report.mjs FOLDER FILE... [flags of neox-config report]`
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { openBrowser } from "../../test/host/browser.mjs";
import { ROOT } from "../setUp.mjs";

/** What VS Code's own themes give a view. */
const THEMES = {
  light: {
    foreground: "#3b3b3b",
    "editor-background": "#ffffff",
    descriptionForeground: "#3b3b3b",
    "widget-border": "#e5e5e5",
    focusBorder: "#005fb8",
    "charts-blue": "#1a85ff",
    "charts-yellow": "#bf8803",
    "charts-green": "#388a34",
    "charts-purple": "#652d90",
    "charts-red": "#e51400",
    "charts-lines": "#3b3b3b80",
    disabledForeground: "#61616180",
  },
  dark: {
    foreground: "#cccccc",
    "editor-background": "#1f1f1f",
    descriptionForeground: "#9d9d9d",
    "widget-border": "#313131",
    focusBorder: "#0078d4",
    "charts-blue": "#59a4f9",
    "charts-yellow": "#cca700",
    "charts-green": "#89d185",
    "charts-purple": "#b180d7",
    "charts-red": "#f14c4c",
    "charts-lines": "#cccccc80",
    disabledForeground: "#cccccc80",
  },
  "high-contrast": {
    foreground: "#ffffff",
    "editor-background": "#000000",
    descriptionForeground: "#ffffffb3",
    "widget-border": "#6fc3df",
    contrastBorder: "#6fc3df",
    focusBorder: "#f38518",
    "charts-blue": "#59a4f9",
    "charts-yellow": "#cca700",
    "charts-green": "#89d185",
    "charts-purple": "#b180d7",
    "charts-red": "#f48771",
    "charts-lines": "#ffffff80",
    disabledForeground: "#a5a5a5",
  },
};

/** Beside an editor on a usual screen, and at half of that. */
const WIDTHS = [760, 360];

const CONTROLS = {
  gpus: null,
  isGpusOfLaunch: false,
  gpu: "",
  gpuNames: ["A100-80GB", "H100-80GB"],
  vocabularySize: null,
};

/** Shows the report with colours and controls as a view of the editor has them. */
function asInEditor(
  /** @type {{ colours: Record<string, string>, controls: object }} */ { colours, controls },
) {
  for (const [variable, colour] of Object.entries(colours))
    document.documentElement.style.setProperty(`--vscode-${variable}`, colour);
  const data = document.getElementById("report-data")?.textContent ?? "null";
  window.dispatchEvent(new MessageEvent("message", { data: { ...JSON.parse(data), controls } }));
}

const [folder = "", ...args] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const name = basename(args[0] ?? "", ".yml");
const page = join(folder, `${name}.html`);
execFileSync(process.execPath, [join(ROOT, "dist/cli.js"), "report", ...args, "--html", page], {
  stdio: "inherit",
});
const browser = await openBrowser();
await browser.page.addInitScript("globalThis.acquireVsCodeApi = () => ({ postMessage() {} })");
await browser.page.goto("about:blank");
for (const [theme, colours] of Object.entries(THEMES)) {
  await browser.page.emulateMedia({ colorScheme: theme === "light" ? "light" : "dark" });
  for (const width of WIDTHS) {
    await browser.page.setViewportSize({ width, height: 800 });
    await browser.page.setContent(readFileSync(page, "utf8"));
    await browser.page.evaluate(asInEditor, { colours, controls: CONTROLS });
    await browser.page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`), fullPage: true });
  }
}
await browser.close();
