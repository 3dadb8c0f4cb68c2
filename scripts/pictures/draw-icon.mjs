// @ts-check
// Draws docs/images/icon.png, which marketplaces ask for, from icon.svg.
import { readFileSync } from "node:fs";
import { openBrowser } from "../../test/host/browser.mjs";

const SIZE = 256;
const svg = readFileSync("docs/images/icon.svg", "utf8");
const { page, close } = await openBrowser();
await page.setViewportSize({ width: SIZE, height: SIZE });
await page.setContent(
  `<style>body { margin: 0; background: transparent } svg { display: block }</style>${svg}`,
);
await page.screenshot({ path: "docs/images/icon.png", omitBackground: true });
await close();
