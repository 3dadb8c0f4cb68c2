import fc from "fast-check";

/** How a generated document is written. */
interface Style {
  readonly flow: boolean;
  readonly flowInside: boolean;
  readonly oneLine: boolean;
  readonly trailingComma: boolean;
  readonly quote: "" | "'" | '"';
  readonly dashes: boolean;
  readonly indent: number;
  readonly comments: boolean;
  readonly lineBreak: "\n" | "\r\n" | "\r";
  readonly finalBreak: boolean;
  readonly byteOrderMark: boolean;
}

type Tree = readonly (readonly [string, Value])[];
type Value = string | Tree;

const scalar = fc.constantFrom(
  "1",
  "-7",
  "1.0e-5",
  "1e-5",
  "true",
  "null",
  '"a # b"',
  "'it''s'",
  "plain words",
  "/data/x",
  "0x1F",
  "2024-01-01",
  "[1, 2]",
  "{}",
  '"😀"',
);

const { tree } = fc.letrec<{ tree: Tree; value: Value }>((tie) => ({
  tree: fc.uniqueArray(
    fc.tuple(fc.constantFrom("hidden_size", "lr", "num_layers", "a", "fp16"), tie("value")),
    {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 4,
    },
  ),
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, scalar, tie("tree")),
}));

const style: fc.Arbitrary<Style> = fc.record({
  flow: fc.boolean(),
  flowInside: fc.boolean(),
  oneLine: fc.boolean(),
  trailingComma: fc.boolean(),
  quote: fc.constantFrom("", "'", '"'),
  dashes: fc.boolean(),
  indent: fc.constantFrom(2, 4),
  comments: fc.boolean(),
  lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
  finalBreak: fc.boolean(),
  byteOrderMark: fc.boolean(),
});

/** YAML texts of nested mappings in all the styles of configs. */
export const documentText: fc.Arbitrary<string> = fc
  .tuple(tree, style)
  .map(([root, how]) => render(root, how));

function render(root: Tree, how: Style): string {
  const body = how.flow ? renderFlow(root, how, 0) : renderBlock(root, how, 0);
  const comment = how.comments ? `# a config${how.lineBreak}` : "";
  return `${how.byteOrderMark ? "\uFEFF" : ""}${comment}${body}${how.finalBreak ? how.lineBreak : ""}`;
}

function renderBlock(root: Tree, how: Style, depth: number): string {
  const pad = " ".repeat(depth * how.indent);
  const lines = root.map(([key, value]) => {
    const written = writeKey(key, how);
    const comment = how.comments && key.includes("_") ? `  # about ${key}` : "";
    if (typeof value === "string") return `${pad}${written}: ${value}${comment}`;
    if (how.flowInside) return `${pad}${written}: ${renderFlow(value, how, depth)}${comment}`;
    return `${pad}${written}:${comment}${how.lineBreak}${renderBlock(value, how, depth + 1)}`;
  });
  return lines.join(how.lineBreak);
}

function renderFlow(root: Tree, how: Style, depth: number): string {
  const entries = root.map(([key, value]) => {
    const source = typeof value === "string" ? value : renderFlow(value, how, depth + 1);
    return { key, source: `${writeKey(key, how)}: ${source}` };
  });
  const trailing = how.trailingComma ? "," : "";
  if (how.oneLine) return `{ ${entries.map(({ source }) => source).join(", ")}${trailing} }`;
  const pad = " ".repeat((depth + 1) * how.indent);
  const lines = entries.map(({ key, source }, index) => {
    const comma = index + 1 < entries.length ? "," : trailing;
    const comment = how.comments && key.includes("_") ? ` # about ${key}` : "";
    return `${pad}${source}${comma}${comment}${how.lineBreak}`;
  });
  return `{${how.lineBreak}${lines.join("")}${" ".repeat(depth * how.indent)}}`;
}

function writeKey(key: string, how: Style): string {
  return `${how.quote}${how.dashes ? key.replaceAll("_", "-") : key}${how.quote}`;
}
