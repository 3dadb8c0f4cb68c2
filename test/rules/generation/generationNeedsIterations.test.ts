import { cases } from "../cases";

const GENERATE = "text_gen_type: unconditional";

cases("generation-needs-iterations", [
  [GENERATE, "unconditional", { neox: "main", launched: true }],
  [GENERATE, "unconditional", { neox: "2024-09-09", launched: true }],
  [GENERATE, "no", { neox: "2024-09-01", launched: true }],
  [`${GENERATE}\ntrain_iters: 1`, "no", { neox: "main", launched: true }],
  [`${GENERATE}\nlr_decay_iters: 1`, "no", { neox: "main", launched: true }],
  // train-epochs-inference tells of it.
  [`${GENERATE}\ntrain_epochs: 1`, "no", { neox: "main", launched: true }],
  // Another file of the launch may say it.
  [GENERATE, "no", { neox: "main" }],
]);
