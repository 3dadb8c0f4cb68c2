import { t } from "../../base/l10n";
import { SERVED } from "../../model/run/modelServing";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";

export default defineIgnoredKeys({
  id: "weight-server-port-ignored",
  phase: "train",
  severity: "warning",
  keys: ["weight_server_port"],
  holds: SERVED,
  neox: { at: "megatron/training.py:pretrain" },
  summary: "`weight_server_port` is not passed on",
  explain: `The server is started without it (\`megatron/training.py:257\`), always on 6000 plus the rank
(\`megatron/model/weight_server.py:52\`).`,
  bad: `${EXAMPLE_MODEL}weight_server_port: 7000\n`,
  good: EXAMPLE_MODEL,
  because: () => t("weight_server_port has no effect: the ports are 6000 plus the rank."),
});
