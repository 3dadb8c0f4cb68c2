import type { Argument, Catalogue, HistoryPoint } from "../argument";
import { catalogueOfAnyVersion, FIRST_DATE, historyOf } from "../catalogue";
import { type PythonModule, sourceOf } from "./pythonModule";

/** The commit that mended the projection of grouped-query attention, issue #1314. */
export const GQA_FIX = "96c242eb";
/** Brought `num_kv_heads` and `gqa_project`. */
export const GROUPED_QUERIES = "f36aed7f";

/**
 * Commits of gpt-neox whose change a checkout's arguments show (`true`) or lack (`false`): those that brought, took or
 * changed an argument. Where a fork shows one half of a commit, it is left out.
 */
export function commitsShownByArguments(catalogue: Catalogue): ReadonlyMap<string, boolean> {
  const shown = new Map<string, boolean>();
  const contradictory = new Set<string>();
  for (const name of catalogueOfAnyVersion().names) {
    for (const { point, isShown } of signsOf(name, catalogue.get(name))) {
      if (point.date <= FIRST_DATE) continue;
      if (shown.get(point.commit) === !isShown) contradictory.add(point.commit);
      shown.set(point.commit, isShown);
    }
  }
  return new Map([...shown].filter(([commit]) => !contradictory.has(commit)));
}

interface Sign {
  readonly point: HistoryPoint;
  readonly isShown: boolean;
}

/** What one argument tells: `here` is what the checkout declares under this name. */
function signsOf(name: string, here: Argument | undefined): Sign[] {
  const [history, known] = [historyOf(name), catalogueOfAnyVersion().get(name)];
  // Of an argument that left and came back neither presence nor absence tells.
  if (history === undefined || known?.introduced?.commit !== history.introduced.commit) return [];
  const { introduced, removed } = history;
  // An argument that came and went and is absent may not have come yet, or have gone already.
  if (here === undefined && removed !== undefined && introduced.date > FIRST_DATE) return [];
  const telling = known.changes.filter(
    ({ what, was, now }) => what === "type" && (here?.declared === now || here?.declared === was),
  );
  return [
    { point: introduced, isShown: here !== undefined || removed !== undefined },
    ...(removed === undefined ? [] : [{ point: removed, isShown: here === undefined }]),
    ...telling.map((change) => ({ point: change, isShown: here?.declared === change.now })),
  ];
}

/** Of the products looked for, with all their spaces and line breaks. */
const LONGEST_PRODUCT = 300;

/**
 * Whether `megatron/model/transformer.py` has the fix of issue #1314. Before it, `gqa_project` computed head sizes from
 * the quotient of key/value heads by heads; since then it splits by products. Undefined when it shows neither.
 */
export function hasGqaFix({ root, text }: PythonModule): boolean | undefined {
  let isThere = false;
  let divides = false;
  let splitsByProducts = false;
  let end = -1;
  root.cursor().iterate((node) => {
    if (node.name === "FunctionDefinition" && /^def\s+gqa_project\b/.test(sourceOf(node.node, text))) {
      isThere = true;
      end = node.to;
    }
    if (node.from >= end || node.name !== "BinaryExpression" || node.to - node.from > LONGEST_PRODUCT) return;
    const expression = sourceOf(node.node, text).replace(/\s+/g, "");
    if (/^self\.num_kv_heads_per_partition\/self\.num_attention_heads_per_partition$/.test(expression))
      divides = true;
    if (/^self\.num_kv_heads_per_partition\*self\.hidden_size_per_attention_head$/.test(expression))
      splitsByProducts = true;
  });
  if (!isThere || divides === splitsByProducts) return undefined;
  return splitsByProducts;
}
