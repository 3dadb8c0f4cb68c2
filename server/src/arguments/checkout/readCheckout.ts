import type { SyntaxNode } from "@lezer/common";
import { inSlices } from "../../base/slices";
import type { Steps } from "../../base/steps";
import type { Argument, Catalogue } from "../argument";
import { catalogueOf, catalogueOfAnyVersion } from "../catalogue";
import { type OwnConditions, readingOwnConditions } from "./conditions/ownConditions";
import { Constants, itemsIn } from "./constants";
import { type DataclassField, readingDataclasses } from "./dataclasses";
import { type PlaceInHistory, placeInHistory } from "./placeInHistory";
import { PythonFiles } from "./pythonFiles";
import { type PythonModule, statementsOf } from "./pythonModule";
import { commitsShownByArguments, GQA_FIX, GROUPED_QUERIES, hasGqaFix } from "./shownCommits";
import { TypesOfArguments } from "./typesOfArguments";

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
  /** What its own code asks of its arguments; undefined where that is no more than gpt-neox itself does. */
  readonly ownConditions?: OwnConditions;
  /** Whether it has more classes, fields, types or text than are read, and the rest is left out. */
  readonly isCut: boolean;
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
  const source = new PythonFiles(read);
  const modules: PythonModule[] = [];
  for (const name of ["arguments", ...argumentModules((await source.text(`${FOLDER}/arguments.py`)) ?? "")]) {
    const module = await source.module(`${FOLDER}/${name}.py`);
    if (module !== undefined) modules.push(module);
  }
  const constants = new Constants(modules);
  const { found, isCut } = await inSlices(readingArguments(modules, constants));
  const catalogue = catalogueOf(found);
  if (catalogue.names.length === 0) return undefined;
  const transformer = await source.module(TRANSFORMER);
  const fixed = transformer && hasGqaFix(transformer);
  const place = await placeInHistory(source);
  const [main] = modules;
  const mayHaveOwn = place?.isUnchanged === false && main !== undefined;
  const own = mayHaveOwn ? await inSlices(readingOwnConditions(main, constants)) : undefined;
  const types = itemsIn(constants.valueOfName("ATTENTION_TYPE_CHOICES"));
  return {
    catalogue,
    isCut: isCut || source.isCut,
    ...(place && { place }),
    ...(own && { ownConditions: own }),
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

interface FoundArguments {
  readonly found: readonly Argument[];
  /** Whether there are more. */
  readonly isCut: boolean;
}

interface ArgumentClass {
  readonly bases: readonly string[];
  readonly fields: readonly Argument[];
}

function* readingArguments(modules: readonly PythonModule[], constants: Constants): Steps<FoundArguments> {
  const classes = new Map<string, ArgumentClass>();
  const types = new TypesOfArguments();
  let count = 0;
  for (const module of modules)
    for (const { name, ...found } of yield* readingDataclasses(module, constants, MOST_FIELDS)) {
      const room = Math.max(0, MOST_FIELDS - count);
      count += found.fields.length;
      const fields: Argument[] = [];
      for (const field of found.fields.slice(0, room)) {
        yield;
        fields.push(argumentOf(field, name, types));
      }
      classes.set(name, { ...found, fields });
    }
  const bases = [...new Set(baseClasses(modules))];
  const used = bases.length > 0 ? bases : [...classes.keys()];
  const byName = new Map<string, Argument>();
  // As with Python's dataclasses, of two fields with one name that of the earlier base counts.
  for (const name of used.slice(0, MOST_CLASSES).toReversed()) {
    yield;
    inherit(name, classes, byName);
  }
  const isCut = count > MOST_FIELDS || used.length > MOST_CLASSES || types.isCut;
  return { found: [...byName.values()], isCut };
}

/** The names in `BASE_CLASSES`, whose fields are what a config may set (arguments.py:103). */
function baseClasses(modules: readonly PythonModule[]): readonly string[] {
  const module = modules.find(({ assignments }) => assignments.has(BASES));
  return module === undefined ? [] : classesIn(BASES, module);
}

const BASES = "BASE_CLASSES";

/** The classes that a list of a module names, with those that its statements add, also by the names of other lists. */
function classesIn(list: string, { root, text, assignments }: PythonModule): readonly string[] {
  const changes = new Map<string, SyntaxNode[]>();
  for (const statement of statementsOf(root)) {
    const name = NAME.exec(text.slice(statement.from, statement.from + LONGEST_NAME))?.[0] ?? "";
    if (!CHANGE.test(statement.name) || !assignments.has(name)) continue;
    const others = changes.get(name);
    if (others === undefined) changes.set(name, [statement]);
    else others.push(statement);
  }
  const [lists, classes] = [new Set([list]), new Set<string>()];
  for (const next of lists)
    for (const statement of changes.get(next) ?? [])
      statement.cursor().iterate(({ name, from, to }) => {
        const named = name === "VariableName" ? text.slice(from, to) : undefined;
        if (named !== undefined) (assignments.has(named) ? lists : classes).add(named);
      });
  return [...classes];
}

const NAME = /^[\w\u0080-\uffff]+/;
const LONGEST_NAME = 100;
const CHANGE = /^(?:Assign|Update|Expression)Statement$/;

/** Adds the arguments of a class and of those that it inherits, its own in place of theirs. */
function inherit(
  name: string,
  classes: ReadonlyMap<string, ArgumentClass>,
  byName: Map<string, Argument>,
  seen = new Set<string>(),
): void {
  const own = classes.get(name);
  if (own === undefined || seen.has(name) || seen.size === MOST_CLASSES) return;
  seen.add(name);
  for (const base of own.bases.toReversed()) inherit(base, classes, byName, seen);
  for (const argument of own.fields) byName.set(argument.name, argument);
}

/** A field as an argument. Who sets it is not in the dataclass: that is taken from the versions we know. */
function argumentOf(
  { name, declared, docstring, place, ...field }: DataclassField,
  className: string,
  types: TypesOfArguments,
): Argument {
  const known = catalogueOfAnyVersion().get(name);
  return {
    name,
    group: className.replace(/^NeoXArgs/, ""),
    type: types.of(declared),
    declared,
    default: field.default,
    changes: [],
    setBy: known?.setBy ?? "user",
    ...(known?.decidedBy && { decidedBy: known.decidedBy }),
    declaredAt: `${place.path}:${place.line + 1}`,
    place,
    ...(docstring !== undefined && { docstring }),
  };
}
