import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTarget } from "../../server/src/launch/parseTarget";
import type { Target } from "../../server/src/launch/target";
import { RECORDED_TARGETS } from "../parity/cases";
import { Neox } from "./neox";

const {
  NEOX_CHECKOUT,
  NEOX_TARGET = "main",
  NEOX_ORACLE = "../shared/oracle/layer.py",
  PYTHON = "/usr/bin/python3",
} = process.env;

/** A gpt-neox that runs here, and what it is called. */
export interface RealNeox {
  readonly neox: Neox;
  readonly target: Target;
  /** The target as it was given: `main` or a date. */
  readonly name: string;
  /** What the recorded launches call this version. */
  readonly version: string;
}

/**
 * Runs a program against the checkout that `NEOX_CHECKOUT` names, of the version that `NEOX_TARGET` names, and says
 * so where there is none.
 */
export async function withRealNeox(program: (real: RealNeox) => Promise<void>): Promise<void> {
  const target = parseTarget(NEOX_TARGET);
  const version = RECORDED_TARGETS[NEOX_TARGET];
  if (NEOX_CHECKOUT === undefined || target === undefined || version === undefined) {
    console.log("skipped: NEOX_CHECKOUT names no gpt-neox checkout, or NEOX_TARGET no recorded version");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "real-neox-"));
  const neox = new Neox(PYTHON, NEOX_ORACLE, NEOX_CHECKOUT, folder);
  try {
    await program({ neox, target, name: NEOX_TARGET, version });
  } finally {
    neox.end();
    rmSync(folder, { recursive: true });
  }
}
