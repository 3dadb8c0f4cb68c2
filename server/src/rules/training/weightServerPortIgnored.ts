import { t } from "../../base/l10n";
import { SERVED } from "../../model/run/modelServing";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "weight-server-port-ignored",
  phase: "train",
  severity: "warning",
  outcome: "ignored",
  evidence: "read",
  idle: ["weight_server_port"],
  holds: SERVED,
  neox: { at: "megatron/training.py:pretrain" },
  summary: "`weight_server_port` is not passed on",
  sources: ["megatron/training.py:257:pretrain", "megatron/model/weight_server.py:52:start_server"],
  explain: `The server is started without it, always on 6000 plus the rank.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    weight_server_port: 7000
  `,
  good: EXAMPLE_MODEL,
  message: () => t("weight_server_port has no effect: the ports are 6000 plus the rank."),
});
