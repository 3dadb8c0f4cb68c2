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

const [folder = "", ...args] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const name = basename(args[0] ?? "", ".yml");
const page = join(folder, `${name}.html`);
execFileSync(process.execPath, [join(ROOT, "dist/cli.js"), "report", ...args, "--html", page], {
  stdio: "inherit",
});
const browser = await openBrowser();
for (const [theme, colours] of Object.entries(THEMES)) {
  await browser.page.emulateMedia({ colorScheme: theme === "light" ? "light" : "dark" });
  await browser.page.setViewportSize({ width: 760, height: 800 });
  await browser.page.setContent(readFileSync(page, "utf8"));
  await browser.page.evaluate((named) => {
    for (const [variable, colour] of Object.entries(named))
      document.documentElement.style.setProperty(`--vscode-${variable}`, colour);
  }, colours);
  await browser.page.screenshot({ path: join(folder, `${name}-${theme}.png`), fullPage: true });
}
await browser.close();
