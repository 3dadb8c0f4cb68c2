import { parseAnnotation } from "../annotation";
import type { Argument, Catalogue } from "../argument";
import { catalogueOf, catalogueOfAnyVersion } from "../catalogue";
import { Constants, itemsIn } from "./constants";
import { type Dataclass, type DataclassField, dataclassesOf } from "./dataclasses";
import { type PlaceInHistory, placeInHistory } from "./placeInHistory";
import { type PythonModule, parsePython, sourceOf } from "./pythonModule";
import { commitsShownByArguments, GQA_FIX, GROUPED_QUERIES, hasGqaFix } from "./shownCommits";

/** What the source of a user's own gpt-neox says. */
export interface Checkout {
  /** Its arguments, with docstrings and where each is declared. */
  readonly catalogue: Catalogue;
  /** The kinds `attention_config` may name; undefined when that could not be read. */
  readonly attentionTypes?: readonly string[];
  /** Commits of gpt-neox whose change its source shows (`true`) or lacks (`false`). */
  readonly hasCommit: ReadonlyMap<string, boolean>;
  /** Where it stands in the history; undefined when too little of it is known. */
  readonly place?: PlaceInHistory;
}

const FOLDER = "megatron/neox_arguments";
const TRANSFORMER = "megatron/model/transformer.py";

/**
 * Reads a checkout of gpt-neox without running it. `read` gives the text of a file by its path in the checkout,
 * undefined when it is absent. Undefined when no argument can be made out; broken files give what can be read.
 */
export async function readCheckout(
  read: (path: string) => Promise<string | undefined>,
): Promise<Checkout | undefined> {
  const argumentsText = (await read(`${FOLDER}/arguments.py`)) ?? "";
  const modules = [parsePython(`${FOLDER}/arguments.py`, argumentsText)];
  for (const name of argumentModules(argumentsText)) {
    const text = await read(`${FOLDER}/${name}.py`);
    if (text !== undefined) modules.push(parsePython(`${FOLDER}/${name}.py`, text));
  }
  const constants = new Constants(modules);
  const catalogue = catalogueOf(argumentsOf(modules, constants));
  if (catalogue.names.length === 0) return undefined;
  const fixed = hasGqaFix((await read(TRANSFORMER)) ?? "");
  const place = await placeInHistory(read);
  const types = itemsIn(constants.valueOfName("ATTENTION_TYPE_CHOICES"));
  return {
    catalogue,
    ...(place && { place }),
    ...(types && { attentionTypes: types.filter((type) => typeof type === "string") }),
    hasCommit: new Map([
      ...commitsShownByArguments(catalogue),
      // The method that shows it came with grouped queries, whatever the arguments tell.
      ...(fixed === undefined ? [] : [[GROUPED_QUERIES, true] as const, [GQA_FIX, fixed] as const]),
    ]),
  };
}

/** The modules beside `arguments.py` that it imports from: a fork may have added some. */
function argumentModules(argumentsText: string): ReadonlySet<string> {
  const imported = [...argumentsText.matchAll(/^from \.(\w+) import/gm)].map(([, name = ""]) => name);
  return new Set(["deepspeed_args", "neox_args", ...imported.slice(0, 20)]);
}

/** Classes that make up the arguments, and those that one of them inherits; gpt-neox has a dozen. */
const MOST_CLASSES = 200;
/** Fields of all of them; gpt-neox has some 300. */
const MOST_FIELDS = 5000;

function argumentsOf(modules: readonly PythonModule[], constants: Constants): Argument[] {
  const classes = new Map(
    modules
      .flatMap((module) => dataclassesOf(module, constants))
      .map((dataclass) => [dataclass.name, dataclass]),
  );
  const bases = baseClasses(modules);
  const used = [...new Set(bases.length > 0 ? bases : classes.keys())].slice(0, MOST_CLASSES);
  // As with Python's dataclasses, of two fields with one name that of the earlier base counts.
  return used
    .toReversed()
    .flatMap((name) => inheritedFields(name, classes))
    .slice(0, MOST_FIELDS);
}

/** The names in `BASE_CLASSES`, whose fields are what a config may set (arguments.py:103). */
function baseClasses(modules: readonly PythonModule[]): string[] {
  for (const module of modules) {
    const list = module.assignments.get("BASE_CLASSES");
    if (list !== undefined)
      return list.getChildren("VariableName").map((node) => sourceOf(node, module.text));
  }
  return [];
}

function inheritedFields(
  name: string,
  classes: ReadonlyMap<string, Dataclass>,
  seen = new Set<string>(),
): Argument[] {
  const dataclass = classes.get(name);
  if (dataclass === undefined || seen.has(name) || seen.size === MOST_CLASSES) return [];
  seen.add(name);
  const inherited = dataclass.bases.toReversed().flatMap((base) => inheritedFields(base, classes, seen));
  return [...inherited, ...dataclass.fields.map((field) => argumentOf(field, name))];
}

/** A field as an argument. Who sets it is not in the dataclass: that is taken from the versions we know. */
function argumentOf(
  { name, declared, docstring, place, ...field }: DataclassField,
  className: string,
): Argument {
  const known = catalogueOfAnyVersion().get(name);
  return {
    name,
    group: className.replace(/^NeoXArgs/, ""),
    type: parseAnnotation(declared),
    declared,
    default: field.default ?? null,
    changes: [],
    setBy: known?.setBy ?? "user",
    ...(known?.decidedBy && { decidedBy: known.decidedBy }),
    declaredAt: `${place.path}:${place.line + 1}`,
    place,
    ...(docstring !== undefined && { docstring }),
  };
}
