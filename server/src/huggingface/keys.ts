import { isRecord } from "../base/isRecord";
import { ownValue } from "../base/ownValue";
import type { Json } from "../python/json";

/** Thrown where a `config.json` is none of a model, with the reason as a sentence. */
export class NoModel extends Error {}

/**
 * The keys of a `config.json`, with the defaults that transformers has for this type of model. `others`: the names that
 * transformers takes too, by the key's own.
 */
export class Keys {
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #defaults: Readonly<Record<string, Json>>;
  readonly #others: Readonly<Record<string, string>>;

  constructor(
    config: Readonly<Record<string, unknown>>,
    defaults: Readonly<Record<string, Json>> = {},
    others: Readonly<Record<string, string>> = {},
  ) {
    this.#config = { ...rotaryBlock(config.rope_parameters), ...config };
    this.#defaults = defaults;
    this.#others = others;
  }

  /** What the file says, else the default; undefined where neither does. An explicit null stays. */
  raw(name: string): Json | undefined {
    const given = this.#given(name);
    return given === undefined ? ownValue(this.#defaults, name) : asJson(given);
  }

  /** Whether the file says it, and not as null. */
  has(name: string): boolean {
    return (this.#given(name) ?? null) !== null;
  }

  #given(name: string): unknown {
    const own = ownValue(this.#config, name);
    const other = ownValue(this.#others, name);
    return own === undefined && other !== undefined ? ownValue(this.#config, other) : own;
  }

  number(name: string): number | undefined {
    const value = this.raw(name) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== "number" || !Number.isFinite(value)) throw new NoModel(`${name} is no number`);
    return value;
  }

  /** A whole number above zero. */
  size(name: string): number | undefined {
    const value = this.number(name);
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      throw new NoModel(`${name} is no whole number above 0`);
    return value;
  }

  /** A size without which there is no model. */
  needed(name: string): number {
    const value = this.size(name);
    if (value === undefined) throw new NoModel(`${name} is missing`);
    return value;
  }

  /** As Python's `if` takes it. */
  flag(name: string): boolean {
    return Boolean(this.raw(name) ?? false);
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    return typeof value === "string" ? value : undefined;
  }
}

/**
 * Since transformers 5 what rotary embeddings need stands in a block of its own, or in one for each kind of attention,
 * of which the one over all tokens goes by the usual names.
 */
function rotaryBlock(block: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(block)) return {};
  const { full_attention: full, sliding_attention: sliding } = block;
  if (!isRecord(full)) return block;
  return { ...full, ...(isRecord(sliding) && { rope_local_base_freq: sliding.rope_theta }) };
}

/** Levels of a value; no model needs more. */
const DEEPEST = 100;

/** A value that `JSON.parse` made. */
function asJson(value: unknown, level = 0): Json {
  if (level === DEEPEST) return "...";
  const inside = (item: unknown) => asJson(item, level + 1);
  if (Array.isArray(value)) return value.map(inside);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, inside(it)]));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
