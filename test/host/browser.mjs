// @ts-check
// Chromium for the tests: headless, and no request leaves this machine.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

/** Where a Chromium is installed. Throws with what to do about it. */
export function chromiumPath() {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    "The editor tests need Chromium: install it (Debian: `sudo apt-get install chromium`), or set CHROMIUM to the path of one.",
  );
}

/** Opens a browser window. `close` ends the browser. */
export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  // VS Code itself takes half of that to start on a busy machine.
  context.setDefaultTimeout(60_000);
  const local = (/** @type {URL} */ url) => /^(127\.0\.0\.1|(.*\.)?localhost)$/.test(url.hostname);
  await context.route(
    (url) => !local(url),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  return { page, close: () => browser.close() };
}
