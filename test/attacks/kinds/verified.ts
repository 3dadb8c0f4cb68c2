const ARGUMENTS =
  "from dataclasses import dataclass\n@dataclass\nclass NeoXArgsModel:\n    num_layers: int = None\n";

/** A checkout in a folder, as far as `verify` looks at it before it asks a Python. */
export const checkoutIn = (folder: string) => ({
  [`${folder}/megatron/neox_arguments/neox_args.py`]: ARGUMENTS,
  [`${folder}/megatron/neox_arguments/arguments.py`]: ARGUMENTS,
});

/** What a Python says of itself. */
export const SOUND = { python: "3", torch: null, standIns: { missing: [], notRun: [] } };

/** What it says of a launch that stops. */
export const STOPS = {
  launches: false,
  phase: "args",
  type: "ValueError",
  message: "x",
  at: null,
  frames: [],
  logged: [],
};
