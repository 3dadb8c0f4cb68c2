/** A text by itself: one that was cut out of a longer text keeps all of that in memory. */
export function detached(text: string): string {
  return DECODER.decode(ENCODER.encode(text));
}

const ENCODER = new TextEncoder();
/** What looks like a mark of byte order stays. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
