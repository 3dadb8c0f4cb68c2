import { ownValue } from "../base/ownValue";
import { type Json, jsonOf, type Room, roomForJson } from "../python/json";
import type { Argument, ArgumentType, Catalogue } from "./argument";
import type { Documentation } from "./documentation";

export const SCHEMA_DRAFTS = ["draft-07", "2020-12"] as const;

export type SchemaDraft = (typeof SCHEMA_DRAFTS)[number];

type JsonObject = { readonly [key: string]: Json };

const DRAFTS = {
  "draft-07": { uri: "http://json-schema.org/draft-07/schema#", definitions: "definitions" },
  "2020-12": { uri: "https://json-schema.org/draft/2020-12/schema", definitions: "$defs" },
} as const satisfies Record<SchemaDraft, unknown>;

/**
 * A JSON Schema of a config file: every argument by its name, with underscores or dashes, its type, choices, default
 * and documentation. It says what one value may be; what values mean together only the rules tell.
 */
export function jsonSchema(
  catalogue: Catalogue,
  documentation: Documentation,
  draft: SchemaDraft,
): JsonObject {
  const { uri, definitions } = DRAFTS[draft];
  const known = catalogue.names.flatMap((name) => catalogue.get(name) ?? []);
  const room = roomForJson();
  const reference = (name: string) => ({ $ref: `#/${definitions}/${name}` });
  return {
    $schema: uri,
    title: "GPT-NeoX config",
    type: "object",
    properties: Object.fromEntries(
      known.flatMap(({ name }) =>
        [...new Set([name, name.replaceAll("_", "-")])].map((it) => [it, reference(name)]),
      ),
    ),
    patternProperties: Object.fromEntries(
      known
        .filter(({ name }) => name.split("_").length > 2)
        .map(({ name }) => [`^${name.replaceAll("_", "[-_]")}$`, reference(name)]),
    ),
    additionalProperties: false,
    [definitions]: Object.fromEntries(
      known.map((argument) => [argument.name, argumentSchema(argument, documentation, room)]),
    ),
  };
}

function argumentSchema(argument: Argument, documentation: Documentation, room: Room): JsonObject {
  const meaning = argument.docstring ?? ownValue(documentation.arguments, argument.name);
  const standard = argument.default ?? null;
  return {
    ...(meaning !== undefined && describe(meaning)),
    ...typeSchema(argument.type),
    ...nestedProperties(argument, documentation),
    ...(standard !== null && { default: jsonOf(standard, room) }),
  };
}

/** Editors show `markdownDescription` where they can, and programs read `description`. */
function describe(markdown: string): JsonObject {
  return { description: markdown.replaceAll("`", ""), markdownDescription: markdown };
}

const JSON_TYPES: Readonly<Record<string, string>> = {
  int: "integer",
  float: "number",
  bool: "boolean",
  str: "string",
  list: "array",
  dict: "object",
};

/** NeoX takes null for every argument, and an int for a float. */
function typeSchema(type: ArgumentType): JsonObject {
  if (type.kind === "enum") return { enum: [...type.choices.map((choice) => jsonOf(choice)), null] };
  if (type.kind === "any" || type.kind === "generic") return { type: "null" };
  const members = type.kind === "union" ? type.members : [type.kind];
  const names = members.flatMap((member) => ownValue(JSON_TYPES, member) ?? []);
  return { type: [...new Set([...names, "null"])] };
}

/** The keys inside a block that the documentation knows; others are DeepSpeed's to judge. */
function nestedProperties({ name, type }: Argument, { nested }: Documentation): JsonObject {
  const takesObject = type.kind === "dict" || (type.kind === "union" && type.members.includes("dict"));
  return takesObject ? propertiesBelow(name, nested) : {};
}

function propertiesBelow(path: string, nested: Documentation["nested"]): JsonObject {
  const children = Object.keys(nested).filter(
    (it) => it.startsWith(`${path}.`) && !it.slice(path.length + 1).includes("."),
  );
  if (children.length === 0) return {};
  const property = (child: string) => ({
    ...describe(ownValue(nested, child) ?? ""),
    ...propertiesBelow(child, nested),
  });
  return {
    properties: Object.fromEntries(children.map((child) => [child.slice(path.length + 1), property(child)])),
  };
}
