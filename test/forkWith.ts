import { catalogueAt, catalogueOf } from "../server/src/arguments/catalogue";
import { ownConditions } from "../server/src/arguments/checkout/conditions/ownConditions";
import { Constants } from "../server/src/arguments/checkout/constants";
import { definitionsIn } from "../server/src/arguments/checkout/functions";
import { parsePython } from "../server/src/arguments/checkout/pythonModule";
import { statementsIn } from "../server/src/arguments/checkout/statements";
import { type Checkout, MAIN_DATE } from "../server/src/launch/target";

const PATH = "megatron/neox_arguments/arguments.py";
const METHOD = "NeoXArgs.validate_values";
const BEGIN = `class NeoXArgs:
    def __post_init__(self):
        self.calculate_derived()
        if not self.validate_values():
            raise ValueError()
`;

/** A fork of main whose own `validate_values` this is; `beside` are the methods and functions after it. */
export function forkWith(body: string, beside = ""): Checkout {
  const lines = body.split("\n").map((line) => `        ${line}\n`);
  const text = `${BEGIN}\n    def validate_values(self):\n${lines.join("")}        return True\n${beside}`;
  const module = parsePython(PATH, text);
  const definition = definitionsIn(module).get(METHOD);
  if (definition === undefined) throw new Error("no method");
  const own = ownConditions(module, new Constants([module]));
  return {
    kind: "checkout",
    label: "fork",
    catalogue: catalogueAt("main"),
    hasCommit: new Map(),
    place: {
      base: { commit: "ea7aefd8f8e1", date: MAIN_DATE },
      isUnchanged: false,
      changed: new Map([[PATH, new Set([METHOD])]]),
      statements: statementsIn(definition, module),
      unknownSizes: new Set(),
    },
    ...(own && { ownConditions: own }),
  };
}

/** A fork of main of which only running its code would tell the defaults of these arguments. */
export function forkComputing(names: readonly string[]): Checkout {
  const fork = forkWith("pass");
  const computed = new Set(names);
  const found = fork.catalogue.names.flatMap((name) => fork.catalogue.get(name) ?? []);
  return {
    ...fork,
    catalogue: catalogueOf(found.map((it) => (computed.has(it.name) ? { ...it, default: undefined } : it))),
  };
}
