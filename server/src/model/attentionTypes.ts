/** The attention types of `attention_config` with the date NeoX got each; empty for those it had at v2.0 (neox_args.py:29). */
export const ATTENTION_TYPES: ReadonlyMap<string, string> = new Map([
  ["global", ""],
  ["local", ""],
  ["sparse_fixed", ""],
  ["sparse_variable", ""],
  ["bigbird", ""],
  ["bslongformer", ""],
  ["gmlp", ""],
  ["amlp", ""],
  ["flash", ""],
  ["mamba", "2024-03-10"],
  ["rwkv", "2024-05-05"],
]);
