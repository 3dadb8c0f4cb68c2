import { type LayersVerdict, layersOracle } from "../../scripts/oracle/layers";
import type { Oracle, OracleLaunch } from "../../scripts/oracle/oracle";
import { parseTarget } from "../../server/src/launch/parseTarget";
import type { Target } from "../../server/src/launch/target";
import { RECORDED_VERSIONS, type RecordedVersion } from "../parity/records";

const { NEOX, NEOX_TARGET = "main", PYTHON = "python3" } = process.env;

/** A gpt-neox that runs here, and what it is called. */
export interface RealNeox {
  readonly neox: Oracle<OracleLaunch, LayersVerdict>;
  readonly target: Target;
  /** The version, whose launches are recorded. */
  readonly version: RecordedVersion;
}

/**
 * Runs a program against the checkout that `NEOX` names, of the version that `NEOX_TARGET` names, and says so where
 * there is none.
 */
export async function withRealNeox(program: (real: RealNeox) => Promise<void>): Promise<void> {
  const target = parseTarget(NEOX_TARGET);
  const version = RECORDED_VERSIONS.find((it) => it.target === NEOX_TARGET);
  if (NEOX === undefined || target === undefined || version === undefined) {
    console.log("skipped: NEOX names no gpt-neox checkout, or NEOX_TARGET no recorded version");
    return;
  }
  const neox = layersOracle(PYTHON, NEOX);
  try {
    await program({ neox, target, version });
  } finally {
    neox.end();
  }
}
