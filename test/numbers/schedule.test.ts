import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Launch } from "../../server/src/launch/launch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { scheduleOf } from "../../server/src/schedule/schedule";
import { launchWith } from "../model/launchOf";
import { readLines, sharedFile } from "./records";

const CURVES = sharedFile("schedule/curves.jsonl");
const hasCurves = existsSync(CURVES);

/** Rates of every update of a real run; see the README beside the records. */
interface Curve {
  readonly id: string;
  readonly neox: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly resumeAt?: number;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly beforeLacks?: readonly string[];
  readonly lr: readonly (readonly [iteration: number, rate: number])[];
  readonly after: number | null;
  readonly skipped?: readonly number[];
  readonly error: {
    readonly phase: string;
    readonly type: string;
    readonly message: string;
    readonly iteration?: number;
  } | null;
}

const curves = hasCurves ? readLines<Curve>(CURVES) : [];

/** What the schedule alone can know: rates that depend on the data, and stops before the scheduler, are not its matter. */
const isSchedule = ({ config, error }: Curve) =>
  config.train_epochs === undefined && !["args", "data", "optimizer"].includes(error?.phase ?? "");

function launchOf(curve: Curve, config: Readonly<Record<string, unknown>>): Launch {
  return launchWith(config, { gpus: 1, target: parseTarget(curve.neox) ?? UNKNOWN_TARGET });
}

function earlierConfig({ config, before = {}, beforeLacks = [] }: Curve) {
  const lacking = Object.entries(config).filter(([key]) => !beforeLacks.includes(key));
  return { ...Object.fromEntries(lacking), ...before };
}

describe.skipIf(!hasCurves)("learning rates as real runs use them (skipped: no shared data)", () => {
  test.each(curves.filter(isSchedule).map((curve) => [curve.id, curve] as const))("%s", (_id, curve) => {
    const { resumeAt } = curve;
    const schedule = scheduleOf(launchOf(curve, curve.config), {
      ...(resumeAt !== undefined && {
        checkpoint: { iteration: resumeAt, launch: launchOf(curve, earlierConfig(curve)) },
      }),
      ...(curve.skipped && { skipped: new Set(curve.skipped) }),
    });
    if (schedule === undefined) throw new Error("no schedule");
    const largest = Math.max(...curve.lr.map(([, rate]) => rate), 0);
    const isSame = (found: number | null | undefined, rate: number | null) =>
      found === rate || Math.abs((found ?? Number.NaN) - (rate ?? Number.NaN)) <= 1e-15 * largest;
    const wrong = curve.lr.filter(([iteration, rate]) => !isSame(schedule.rate(iteration), rate));
    expect(wrong).toEqual([]);
    expect(isSame(schedule.after, curve.after), `after ${schedule.after} for ${curve.after}`).toBe(true);
    const iterations = [...schedule].map(([iteration]) => iteration);
    expect([iterations[0], iterations.at(-1)]).toEqual([curve.lr[0]?.[0], curve.lr.at(-1)?.[0]]);
    if (curve.error?.phase === "train" || curve.error?.phase === "resume") {
      const { phase, type, message, iteration } = curve.error;
      expect(schedule.stop).toMatchObject({ phase, type, message, ...(iteration && { iteration }) });
    } else expect(schedule.stop).toBeNull();
  });
});
