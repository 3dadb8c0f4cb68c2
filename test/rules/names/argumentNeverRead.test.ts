import { cases } from "../cases";

cases("argument-never-read", [
  ["te_fp8_margin: 1", "te_fp8_margin", { neox: "main" }],
  ["te_fp8_margin: 0", "no", { neox: "main" }],
]);
