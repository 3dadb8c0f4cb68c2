const MASK = (1n << 64n) - 1n;

/** The 64 bits, one for each number from 1 on, that V8 gives one and the same hash: its steps can all be undone. */
export function alikeBits(index: number): bigint {
  let bits = BigInt(index) << 30n;
  bits = (shiftUndone(bits, 22n) * inverse(65n)) & MASK;
  bits = (shiftUndone(bits, 11n) * inverse(21n)) & MASK;
  return ((shiftUndone(bits, 31n) + 1n) * inverse((1n << 18n) - 1n)) & MASK;
}

/** So many ints of 63 bits. */
export function alikeInts(count: number): readonly bigint[] {
  return taken(count, (bits) => (bits < 1n << 63n ? bits : undefined));
}

export function alikeFloats(count: number): readonly number[] {
  const view = new DataView(new ArrayBuffer(8));
  return taken(count, (bits) => {
    view.setBigUint64(0, bits);
    const float = view.getFloat64(0);
    return Number.isFinite(float) ? float : undefined;
  });
}

function taken<Value>(count: number, numberOf: (bits: bigint) => Value | undefined): readonly Value[] {
  const values: Value[] = [];
  for (let index = 1; values.length < count; index++) {
    const value = numberOf(alikeBits(index));
    if (value !== undefined) values.push(value);
  }
  return values;
}

function inverse(odd: bigint): bigint {
  let found = 1n;
  for (let step = 0; step < 7; step++) found = (found * (2n - odd * found)) & MASK;
  return found;
}

function shiftUndone(shifted: bigint, by: bigint): bigint {
  let found = shifted;
  for (let known = by; known < 64n; known += by) found = shifted ^ (found >> by);
  return found & MASK;
}
