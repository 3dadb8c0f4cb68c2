import { join, relative } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../..");

/** The server's source as TypeScript understands it. */
export interface SourceProgram {
  readonly sources: readonly ts.SourceFile[];
  readonly checker: ts.TypeChecker;
  /** For a person: where a node is, and what it says. */
  readonly placeOf: (node: ts.Node) => string;
}

export function sourceProgram(): SourceProgram {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const { tsBuildInfoFile: _, ...rest } = options;
  const program = ts.createProgram(fileNames.filter(isOurs), { ...rest, incremental: false });
  return {
    sources: program.getSourceFiles().filter(({ fileName }) => isOurs(fileName)),
    checker: program.getTypeChecker(),
    placeOf,
  };
}

function isOurs(fileName: string): boolean {
  return fileName.includes("/server/src/");
}

function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${relative(ROOT, source.fileName)}:${line + 1} ${node.getText(source)}`;
}
