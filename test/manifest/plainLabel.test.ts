import { expect, test } from "vitest";
import { plainLabel } from "../../protocol/plainLabel";

/** What VS Code takes for an icon in a label (its `iconLabels.ts`), by our own words. */
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

test("no name in a label is an icon", () => {
  const name = "$(pass-filled) all good $$(sync~spin)";
  expect(name).toMatch(ICON);
  expect(plainLabel(`Launch: ${name}`)).not.toMatch(ICON);
  expect(plainLabel("pythia-160m (2 files)")).toBe("pythia-160m (2 files)");
});
