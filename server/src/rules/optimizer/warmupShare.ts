/** Three digits are what a reader needs: a share of 0.014 is as good as 0.013986013986013986. */
const DIGITS = 3;

/** The shortest `warmup` that makes `iterations` out of `total`, or up to a hundredth more. */
export function warmupShare(iterations: number, total: number): number {
  const share = iterations / total;
  const decimals = DIGITS - 1 - Math.floor(Math.log10(share));
  // What is whole already is not the next one for the last bit of a double.
  const rounded = Math.ceil(Number((share * 10 ** decimals).toFixed(6)));
  return Number(`${rounded}e-${decimals}`);
}
