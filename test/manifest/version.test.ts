import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json";
import { VERSIONED, withVersion } from "../../scripts/release/spreadVersion.mjs";

describe("the version of package.json", () => {
  it.each(VERSIONED)("is that of $file", ({ file, before }) => {
    const text = readFileSync(file, "utf8");
    expect(text).toContain(`${before}${packageJson.version}`);
    expect(withVersion(text, before, packageJson.version)).toBe(text);
  });

  it("is put after every mention, and nothing else changes", () => {
    const text = "a neox-config@0.1.0 0.1.0\nb neox-config@latest neox-config@0.1.0\n";
    expect(withVersion(text, "neox-config@", "1.10.2")).toBe(
      "a neox-config@1.10.2 0.1.0\nb neox-config@latest neox-config@1.10.2\n",
    );
  });
});
