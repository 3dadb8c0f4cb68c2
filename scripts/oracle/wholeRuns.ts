import type { Phase } from "../../server/src/engine/rule";
import { RECORDED_DATA } from "../../test/parity/launchFolder";
import type { Environment } from "./environment";
import { Oracle, type OracleLaunch } from "./oracle";

/** A launch as `runs/run.py` takes it. */
export interface WholeLaunch extends OracleLaunch {
  /** `start` comes to DeepSpeed's launcher and starts nothing. */
  readonly mode: "train" | "generate" | "start";
  /** So many iterations are enough. */
  readonly iterations?: number;
  /** So long it has. */
  readonly seconds?: number;
  /** Packages that it alone sees. */
  readonly packages?: readonly string[];
  /** The file of the recorded data that lies at a path. */
  readonly links?: Readonly<Record<string, string>>;
  /** Files that lie beside the configs. */
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
  /** Whether its folder stays for others. */
  readonly keep?: boolean;
  /** The kept launch in whose folder it begins. */
  readonly after?: string;
  /** What of that folder is gone. */
  readonly removes?: readonly string[];
}

/** What NeoX did with it. */
export interface WholeRun {
  readonly id: string;
  /** Whether it came to its end, or through as many iterations as were enough. */
  readonly runs: boolean;
  /** The phases that it reached, in NeoX's order; `end` closes a run. */
  readonly phases: readonly string[];
  readonly iterations: number;
  readonly losses: readonly (number | string)[];
  /** What this machine lacks, where that is why it stopped: the failure tells nothing of the config. */
  readonly needs: readonly string[];
  /** Where and why it stopped; `?` where nobody knows the phase. */
  readonly phase?: Phase | "?";
  readonly step?: string | null;
  readonly type?: string;
  readonly message?: string;
  /** `file:line:function`, the deepest in the checkout of gpt-neox. */
  readonly at?: string | null;
  /** All of those, the outermost first. */
  readonly frames?: readonly string[];
  /** The deepest frame of all. */
  readonly deepest?: string | null;
  /** Functions in the traceback that stand in for a GPU. */
  readonly standIns?: readonly string[];
  /** The command lines that the launcher would have started. */
  readonly started?: readonly string[];
  /** A fault of the harness itself. */
  readonly harness?: string;
}

/** What was run beside gpt-neox. */
export interface RunVersions {
  readonly deeperspeed: string;
  readonly torch: string;
  readonly python: string;
}

/** What every launch sees as `data`. */
export const RUNS_DATA = process.env.RUNS_DATA ?? RECORDED_DATA;

/** Whole launches through real NeoX. */
export class WholeRuns extends Oracle<WholeLaunch, WholeRun> {
  constructor({ python, neox }: Environment) {
    super(python, "scripts/oracle/runs/run.py", { NEOX: neox, RUNS_DATA });
  }

  /** To be asked before the first launch. */
  versions(): Promise<RunVersions> {
    return this.answer<RunVersions>("its start");
  }
}
