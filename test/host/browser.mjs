// @ts-check
// Chromium for the tests: headless, and no request leaves this machine.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { hasBuilds } from "./install.mjs";
import { installPackages } from "./packages.mjs";

const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

/** Unpacks Chromium into the folder for temporary files, with the libraries that only a machine in a cloud is taken to lack. */
const UNPACK = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
const LACKS_LIBRARIES = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };

/** Chromium from npm, with its own libraries and fonts. */
function packagedBrowser() {
  const folder = installPackages("browser", "Installing Chromium from npm (once) ...", (made) => {
    const env = { ...process.env, ...LACKS_LIBRARIES, TMPDIR: made };
    execFileSync(process.execPath, ["-e", UNPACK], { cwd: made, env, stdio: "inherit" });
  });
  const libraries = { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: fontsOf(folder) };
  return { executablePath: join(folder, "chromium"), env: { PATH: process.env.PATH ?? "", ...libraries } };
}

/** Without a font of its own the terminal sets each letter of another one apart. */
const MONOSPACE =
  "<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>";

/** Names the fonts by where they are: the package's own list knows `/tmp/fonts` alone, and without any a page crashes. */
function fontsOf(/** @type {string} */ folder) {
  const list = join(folder, "fonts.conf");
  const folders = [join(folder, "fonts"), join(folder, "node_modules/dejavu-fonts-ttf/ttf")];
  const cache = join(folder, "fonts-cache");
  const dirs = folders.map((path) => `<dir>${path}</dir>`).join("");
  writeFileSync(list, `<fontconfig>${dirs}<cachedir>${cache}</cachedir>${MONOSPACE}</fontconfig>\n`);
  return list;
}

/** How Chromium is started: the one that is installed, else the one from npm; undefined where there is none. */
export function findBrowser() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (executablePath) return { executablePath };
  return hasBuilds ? packagedBrowser() : undefined;
}

/** Opens a browser window. `close` ends the browser. Throws where there is none. */
export async function openBrowser() {
  const found = findBrowser();
  if (!found)
    throw new Error("No Chromium is installed here, and npm has none for this machine; CHROMIUM names one.");
  const browser = await chromium.launch({ ...found, headless: true, args: FLAGS });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
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
