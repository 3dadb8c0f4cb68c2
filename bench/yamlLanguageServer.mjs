// @ts-check
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LanguageServer } from "./languageServer.mjs";

const PROGRAM = fileURLToPath(
  new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url),
);
const COMMAND = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** The common server for YAML with our JSON Schema; undefined until `npm ci --prefix bench`. */
export function yamlLanguageServer() {
  if (!existsSync(PROGRAM)) return undefined;
  const schema = join(mkdtempSync(join(tmpdir(), "neox-config-bench-")), "schema.json");
  writeFileSync(schema, execFileSync(process.execPath, [COMMAND, "schema"]));
  return new LanguageServer([PROGRAM, "--stdio"], {
    yaml: {
      schemas: { [pathToFileURL(schema).href]: "*.yml" },
      schemaStore: { enable: false },
      validate: true,
    },
  });
}
