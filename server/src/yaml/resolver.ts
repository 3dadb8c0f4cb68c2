/** The tags PyYAML gives to a plain scalar by its looks, without `tag:yaml.org,2002:`. */
export type ImplicitTag =
  | "bool"
  | "float"
  | "int"
  | "merge"
  | "null"
  | "timestamp"
  | "value"
  | "yaml"
  | "str";

interface Resolver {
  readonly tag: ImplicitTag;
  readonly pattern: RegExp;
  readonly firstCharacters: string;
}

/** PyYAML's implicit resolvers in their order (`yaml/resolver.py`). Python's `$` also matches before a last newline. */
const RESOLVERS: readonly Resolver[] = [
  {
    tag: "bool",
    pattern: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\n?$/,
    firstCharacters: "yYnNtTfFoO",
  },
  {
    tag: "float",
    pattern:
      /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\n?$/,
    firstCharacters: "-+0123456789.",
  },
  {
    tag: "int",
    pattern:
      /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\n?$/,
    firstCharacters: "-+0123456789",
  },
  { tag: "merge", pattern: /^<<\n?$/, firstCharacters: "<" },
  { tag: "null", pattern: /^(?:~|null|Null|NULL|)\n?$/, firstCharacters: "~nN" },
  {
    tag: "timestamp",
    pattern:
      /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)\n?$/,
    firstCharacters: "0123456789",
  },
  { tag: "value", pattern: /^=\n?$/, firstCharacters: "=" },
  { tag: "yaml", pattern: /^[!&*]\n?$/, firstCharacters: "!&*" },
];

const RESOLVERS_BY_FIRST_CHARACTER = groupByFirstCharacter();

function groupByFirstCharacter(): ReadonlyMap<string, readonly Resolver[]> {
  const groups = new Map<string, Resolver[]>();
  for (const resolver of RESOLVERS) {
    for (const character of resolver.firstCharacters) {
      groups.set(character, [...(groups.get(character) ?? []), resolver]);
    }
  }
  return groups;
}

/** Nearly all numbers of a config, also by the patterns that are asked before that of ints. */
const SIMPLE_INT = /^(?:0|[1-9]\d*)$/;

/** The tag PyYAML resolves for a plain scalar. */
export function implicitTag(source: string): ImplicitTag {
  if (source === "") return "null";
  if (SIMPLE_INT.test(source)) return "int";
  const resolvers = RESOLVERS_BY_FIRST_CHARACTER.get(source.charAt(0));
  return resolvers?.find((resolver) => resolver.pattern.test(source))?.tag ?? "str";
}
