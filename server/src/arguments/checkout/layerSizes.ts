import type { SyntaxNode } from "@lezer/common";
import { ownValue } from "../../base/ownValue";
import known from "../generated/layerSizes.json";
import { definitionsIn } from "./functions";
import { type PythonModule, sourceOf } from "./pythonModule";
import { isStatement, StatementForms } from "./statements";

/** The classes of a layer whose parameters are counted; their constructors decide how large they are. */
const CLASSES = [
  "ParallelSelfAttention",
  "ParallelMLP",
  "LLaMAParallelMLP",
  "ParallelLinear",
  "ParallelTransformerLayer",
  "RMSNorm",
  "ScaleNorm",
];

/** What makes parameters, and the sizes that they are made of; what turns positions has none. */
const MAKES = /(?:Linear|Parameter|MLP|MoE|Norm\w{0,40}|norm|Experts?)\(/;
const ASSIGNED = /^([\w.]+) =/;
const SIZE = /size|dim|width|heads/;
const WITHOUT_PARAMETERS = /^self\.(?:rotary|alibi|scale_mask_softmax)/;

/** By class, digests of the statements of a module that make parameters, or the sizes that these have. */
export function statementsOfSizes(module: PythonModule): ReadonlyMap<string, ReadonlySet<string>> {
  const definitions = definitionsIn(module);
  return new Map(
    CLASSES.flatMap((name) => {
      const definition = definitions.get(`${name}.__init__`);
      return definition === undefined ? [] : [[name, sizesIn(definition, module)] as const];
    }),
  );
}

/** The classes of a module that make parameters, or sizes of them, as no gpt-neox and no change proposed to it does. */
export function unknownSizes(module: PythonModule): readonly string[] {
  const states: Readonly<Record<string, readonly string[]>> = known;
  return [...statementsOfSizes(module)].flatMap(([name, own]) =>
    [...own].every((it) => ownValue(states, name)?.includes(it)) ? [] : [name],
  );
}

function sizesIn(definition: SyntaxNode, { text }: PythonModule): ReadonlySet<string> {
  const found = new Set<string>();
  if (definition.to - definition.from > LONGEST) return found.add("too long to be read");
  const forms = new StatementForms(definition, text);
  definition.cursor().iterate(({ node }) => {
    if (node.name !== "AssignStatement" || !isStatement(node)) return;
    const source = sourceOf(node, text);
    if (makesSizes(source) && !WITHOUT_PARAMETERS.test(source))
      found.add(forms.of(node) ?? "too long to be read");
  });
  return found;
}

/** The longest of gpt-neox has a tenth of it. */
const LONGEST = 80_000;

function makesSizes(statement: string): boolean {
  return MAKES.test(statement) || SIZE.test(ASSIGNED.exec(statement)?.[1] ?? "");
}
