/** What a checkout of gpt-neox did with a launch in a Python, as `ask/verify.py` answers. */
export interface NeoxAnswer {
  readonly python: string;
  /** The version of PyTorch; null where there is none, and no layer can be built. */
  readonly torch: string | null;
  /** Packages that the checkout imports and that were not run: `missing` ones, and those that are there. */
  readonly standIns: { readonly missing: readonly string[]; readonly notRun: readonly string[] };
  readonly verdict?: NeoxVerdict;
  /** Why the checkout could not be asked. */
  readonly failed?: { readonly message: string; readonly frames: readonly string[] };
}

export interface NeoxVerdict {
  readonly launches: boolean;
  /** How far a launch that did not stop was followed: `args`, or one layer of each kind run `forward`. */
  readonly checkedThrough?: "args" | "forward";
  readonly built?: readonly string[];
  readonly phase?: "args" | "model";
  readonly type?: string;
  readonly message?: string;
  /** `file:line:function` of the deepest frame in the checkout. */
  readonly at?: string | null;
  /** Those of all its frames, outermost first. */
  readonly frames?: readonly string[];
  readonly logged?: readonly string[];
}
