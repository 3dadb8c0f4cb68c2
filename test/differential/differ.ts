import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { check } from "../../server/src/features/check";
import type { Target } from "../../server/src/launch/target";
import { layerKinds } from "../../server/src/model/layerKinds";
import { readYaml } from "../../server/src/yaml/read";

const ARGUMENT_PHASES = new Set(["load", "args"]);
const LAYER_PHASES = new Set(["load", "args", "model", "forward"]);

/** What the oracle leaves out of a layer: weights are not initialised, and embeddings are not built. */
const NOT_RUN = /init_functions|embeddings|soft_prompt|gpt2_model/;

/** How our verdict differs from NeoX's; undefined where they agree. */
export function difference(launch: OracleLaunch, target: Target, verdict: LayersVerdict): string | undefined {
  const files = launch.files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const result = check({ files, target, gpus: launch.gpus, scope: "launch" });
  if (result.failures.length > 0)
    return `threw: ${result.failures.map((it) => `${it.rule} ${it.error}`).join(", ")}`;
  const kinds = layerKinds(result.launch) ?? new Set();
  const allBuilt =
    verdict.launches && [...kinds].every((kind) => verdict.built?.some((it) => sameKind(it, kind)));
  const phases = allBuilt ? LAYER_PHASES : ARGUMENT_PHASES;
  const errors = result.findings.filter((it) => it.severity === "error");
  if (verdict.launches) {
    const wrong = errors.filter((it) => phases.has(it.phase) && !NOT_RUN.test(it.neox.at));
    return wrong.length === 0
      ? undefined
      : `false alarm: ${[...new Set(wrong.map((it) => it.rule))].join(", ")}`;
  }
  // The oracle runs its layers on eight tokens where there are none.
  if (verdict.phase === "model" && result.launch.int("seq_length") === 0) return undefined;
  const stopped = `${verdict.at?.replace(/:\d+:/, ":")} ${verdict.type}`;
  if (errors.length === 0) return `missed: ${stopped}: ${verdict.message?.slice(0, 90)}`;
  const sameFunction = errors.some((it) => it.neox.at === verdict.at?.replace(/:\d+:/, ":"));
  return verdict.phase === "args" && !sameFunction
    ? `elsewhere: ${stopped}: ${verdict.message?.slice(0, 90)} | ${errors.map((it) => `${it.rule} ${it.neox.at}`).join(", ")}`
    : undefined;
}

/** The oracle builds a flash layer as a global one. */
function sameKind(built: string, kind: unknown): boolean {
  return (
    built === kind || (built === "global" && kind === "flash") || (built === "flash" && kind === "global")
  );
}
