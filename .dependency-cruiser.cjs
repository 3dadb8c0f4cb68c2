/** The layers of the server, lowest first. Each may use itself and those below it, and nothing above. */
const LAYERS = [
  "base",
  "globs",
  "yaml",
  "python",
  "arguments",
  "bytes",
  "checkpoints",
  "datasets",
  "tokenizers",
  "launch",
  "launches",
  "model",
  "huggingface",
  "converters",
  "schedule",
  "resume",
  "packages",
  "logs",
  "engine",
  "rules",
  "features",
  "workspace",
];

/** What also runs in a web worker. */
const PURE = `^server/src/(${LAYERS.join("|")})/`;
const folders = (names) => `^server/src/(${names.join("|")})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...LAYERS.map((layer, index) => ({
      name: `${layer}-knows-only-lower-layers`,
      severity: "error",
      from: { path: folders([layer]) },
      to: { path: folders([...LAYERS.slice(index + 1), "lsp", "cli"]) },
    })),
    {
      name: "no-subject-knows-another",
      comment: "What several subjects need is a fact of the launch (model/) or of the kit.",
      severity: "error",
      from: { path: "^server/src/rules/([^/]+)/", pathNot: "^server/src/rules/generated/" },
      to: { path: "^server/src/rules/", pathNot: "^server/src/rules/($1|kit)/" },
    },
    {
      name: "kit-knows-no-subject",
      severity: "error",
      from: { path: "^server/src/rules/kit/" },
      to: { path: "^server/src/rules/", pathNot: "^server/src/rules/kit/" },
    },
    {
      name: "runs-everywhere",
      comment: "Up to workspace/ the server knows no editor, no connection and no Node.",
      severity: "error",
      from: { path: PURE },
      to: { path: "vscode-languageserver/|vscode-jsonrpc|^vscode$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-node-below-lsp",
      comment: "But for the disk as a `FileSystem`, which the server on Node and the command share.",
      severity: "error",
      from: { path: PURE, pathNot: "^server/src/workspace/node/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-node-entries-know-the-disk",
      severity: "error",
      from: { path: PURE, pathNot: "^server/src/workspace/node/" },
      to: { path: "^server/src/workspace/node/" },
    },
    {
      name: "command-and-server-are-apart",
      comment: "What both need is in features/ or workspace/. The command only starts the server.",
      severity: "error",
      from: { path: "^server/src/(lsp|cli)/" },
      to: { path: "^server/src/(lsp|cli)/", pathNot: "^server/src/$1/|^server/src/lsp/node\\.ts$" },
    },
    {
      name: "server-knows-no-client",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^client/|^vscode$" },
    },
    {
      name: "client-reaches-the-server-by-messages",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^server/" },
    },
    {
      name: "report-knows-only-the-protocol",
      comment: "The view draws what the server says.",
      severity: "error",
      from: { path: "^report/" },
      to: { path: "^(client|server)/|^vscode$" },
    },
    {
      name: "protocol-knows-nobody",
      comment: "Plain data between the server, the client and the view.",
      severity: "error",
      from: { path: "^protocol/" },
      to: { path: "^(client|server|report)/" },
    },
    {
      name: "view-and-protocol-run-everywhere",
      severity: "error",
      from: { path: "^(report|protocol)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "only-what-is-installed",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "browser", "types", "default"],
      extensions: [".ts", ".js", ".json", ".d.ts"],
    },
  },
};
