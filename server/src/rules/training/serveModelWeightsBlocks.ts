import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { SERVED } from "../../model/run/modelServing";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "serve-model-weights-blocks",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["serve_model_weights"],
  holds: SERVED,
  neox: { at: "megatron/model/weight_server.py:start_server" },
  summary: "`serve_model_weights` waits for a client on every rank",
  sources: ["megatron/model/weight_server.py:60:start_server"],
  explain: `Training begins when a client has connected to each of the ports from 6000 on.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    serve_model_weights: true
  `,
  good: EXAMPLE_MODEL,
  message: (launch) =>
    isSwitchedOn(launch, "serve_model_weights")
      ? t("Training waits until a client connects to every rank, on port 6000 plus the rank.")
      : undefined,
});
