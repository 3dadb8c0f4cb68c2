import { cut, cutBetweenWords } from "../../base/cut";
import { t, translated } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { type Failure, firstFailure } from "../../logs/firstFailure";
import type { Cause, KnownFailure } from "../../logs/known/known";
import { keysOfPlaces } from "../../logs/known/places";
import { neoxPlace, phaseOf, placeText, type RunPhase } from "../../logs/phase";
import type { RunNumbers } from "../../logs/progress";
import type { LogRecord } from "../../logs/readLog";
import { keysOfStateDict, stateDictProblem } from "../../logs/stateDict";
import type { GpuName } from "../../model/gpuKinds";
import { shownValue } from "../shownValue";
import { differencesOf, type RunDifference } from "./differences";
import { keysOfPaths } from "./keysOfPaths";
import { type MeasuredNumbers, measuredAgainst } from "./measured";
import { memoryInMessage } from "./memoryInMessage";
import { argumentsNamed } from "./namesInMessage";
import { type RanOptions, ranLaunch } from "./ranLaunch";
import { type FittingRule, namedFirst, rulesOfFailure } from "./rulesOfFailure";
import { shapesInMessage } from "./shapesInMessage";

/** Why a run failed, or that it did not: what `neox-config why --format json` prints. */
export interface Why {
  readonly ended: "failed" | "well";
  readonly cause: Cause | null;
  readonly failure: FailureJson | null;
  /** The keys to look at, the likeliest first. */
  readonly keys: readonly string[];
  readonly rules: readonly { readonly rule: string; readonly certain: boolean }[];
  /** Those of the keys that the run had set, as Python prints them. */
  readonly values: Readonly<Record<string, string>>;
  /** What to do, one sentence a line. */
  readonly advice: string;
  /** What else a reader of the log should see. */
  readonly notices: readonly string[];
  /** Null where no files were given, or the log has no table of arguments. */
  readonly differences: readonly RunDifference[] | null;
  readonly numbers: MeasuredNumbers | null;
}

export interface FailureJson {
  readonly phase: RunPhase | null;
  readonly type: string | null;
  readonly message: string;
  /** `file:function` in gpt-neox, the innermost. */
  readonly at: string | null;
  readonly rank: number;
  /** From 1. */
  readonly line: number;
  /** The first line of its traceback. */
  readonly from: number;
  /** The log, where there are several. */
  readonly log: string;
}

export interface WhyOptions extends RanOptions {
  /** The kind of GPU, for the share of its peak. */
  readonly gpu?: GpuName;
  /** The files that the reader says the run is of. */
  readonly files?: Launch;
}

/** Explains one run by its logs; the log tells the launch, and where it does not, the files do. */
export function why(logs: readonly LogRecord[], options: WhyOptions): Why {
  const log = logs.find((it) => it.arguments.size > 0) ?? logs[0];
  const ran = (log && ranLaunch(log, options)) ?? options.files;
  const failure = firstFailure(logs);
  const explained = failure === undefined ? WELL : explain(failure, ran);
  const answer: Why = {
    ...explained,
    values: valuesOf(explained.keys, ran),
    notices: noticesOf(logs, failure),
    differences:
      log && log.arguments.size > 0 && options.files ? differencesOf(log.arguments, options.files) : null,
    numbers: numbersOfRun(logs, ran, options.gpu),
  };
  return withoutSecrets(answer, logs);
}

type Explained = Pick<Why, "ended" | "cause" | "failure" | "keys" | "rules" | "advice">;

const WELL: Explained = { ended: "well", cause: null, failure: null, keys: [], rules: [], advice: "" };

function explain(failure: Failure, launch: Launch | undefined): Explained {
  const { sign, known } = failure;
  const phase = phaseOf(sign.frames) ?? null;
  const spoken = [sign.message, ...spokenContext(failure)].join("\n");
  const named = argumentsNamed(spoken, phase === "args" || spoken.includes("NeoXArgs"));
  const fitting = rulesOfFailure({ type: sign.type, frames: sign.frames, message: spoken, named }, launch);
  const own = ownKeys(failure, launch, named);
  const keys = keysOf(failure, own, fitting, named, launch);
  return {
    ended: "failed",
    cause: causeOf(failure, fitting, phase, keys),
    failure: failureJson(failure, phase),
    keys,
    rules:
      known !== undefined && known.cause !== "config"
        ? []
        : fitting.map(({ rule, certain }) => ({ rule, certain })),
    advice: adviceOf(failure, fitting, launch),
  };
}

/** NeoX tells some failures in its log and raises only that there are some. */
function spokenContext({ sign }: Failure): readonly string[] {
  return /types cannot be validated|^$/.test(sign.message)
    ? sign.context.filter((it) => it.startsWith("ERROR:"))
    : [];
}

function failureJson({ sign, log, rank }: Failure, phase: RunPhase | null): FailureJson {
  return {
    phase,
    type: sign.type === "" ? null : sign.type,
    message: sign.message,
    at: neoxPlace(sign.frames) ?? null,
    rank,
    line: sign.line,
    from: sign.from,
    log: log.name,
  };
}

function ownKeys({ sign }: Failure, launch: Launch | undefined, named: readonly string[]): readonly string[] {
  const problem = stateDictProblem(sign.message);
  if (problem !== undefined) return keysOfStateDict(problem, (key) => launch?.settings.has(key) ?? false);
  return FROM_CHECKPOINT.test(sign.message) ? [...named, "load"] : [];
}

/** How NeoX says that an argument is another than the checkpoint's (megatron/checkpointing.py:check_checkpoint_args). */
const FROM_CHECKPOINT = /^\w+ value from checkpoint/;

function keysOf(
  { sign, known }: Failure,
  own: readonly string[],
  fitting: readonly FittingRule[],
  named: readonly string[],
  launch: Launch | undefined,
): readonly string[] {
  if (own.length > 0) return own;
  const certain = fitting.find((it) => it.certain);
  if (known !== undefined) {
    const isOfConfig = known.cause === "config" && certain !== undefined && sign.kind === "exception";
    const ownKeys = known.keys ?? (known.cause === "config" ? named : []);
    const keys = isOfConfig ? [...certain.keys, ...ownKeys] : ownKeys;
    const preferred = keys.filter((key) => isPreferred(known, key, launch));
    return [...new Set([...preferred, ...(known.cause === "config" ? namedFirst(keys, named) : keys)])];
  }
  if (certain !== undefined) return certain.keys;
  const ofPaths = keysOfPaths(sign.message, sign.frames, launch);
  const told = [...new Set([...named, ...ofPaths, ...fitting.flatMap(({ keys }) => keys)])];
  return told.length > 0 ? told : keysOfPlaces(sign.frames.map(placeText));
}

/** A known failure that several keys can cause: those that the run has set, or has not, say which. */
function isPreferred({ first }: KnownFailure, key: string, launch: Launch | undefined): boolean {
  if (first === undefined || launch === undefined) return false;
  return isSetBy(launch, key) === (first === "set");
}

/** Set, and not to nothing or `false`. */
function isSetBy(launch: Launch, key: string): boolean {
  const value = launch.settings.get(key)?.value;
  return value !== undefined && value !== null && value !== false;
}

/** What is at fault where only the place tells. */
const CAUSES: Readonly<Record<RunPhase, Cause>> = {
  launcher: "environment",
  args: "config",
  data: "data",
  model: "config",
  forward: "config",
  optimizer: "config",
  engine: "config",
  train: "config",
  eval: "config",
  save: "data",
  resume: "checkpoint",
  generate: "config",
};

function causeOf(
  { sign, known }: Failure,
  fitting: readonly FittingRule[],
  phase: RunPhase | null,
  keys: readonly string[],
): Cause | null {
  if (stateDictProblem(sign.message) !== undefined || FROM_CHECKPOINT.test(sign.message)) return "checkpoint";
  if (known !== undefined) return known.cause;
  if (phase === "resume" || phase === "save") return CAUSES[phase];
  if (fitting.length > 0) return "config";
  if (phase !== null) return CAUSES[phase];
  return keys.length > 0 ? "config" : null;
}

function adviceOf(
  { sign, known }: Failure,
  fitting: readonly FittingRule[],
  launch: Launch | undefined,
): string {
  const certain = fitting.find((it) => it.finding !== undefined)?.finding;
  const shapes = shapesInMessage(sign.message, launch);
  const isOfConfig = known === undefined || known.cause === "config";
  const lines = [
    isOfConfig ? certain?.message : undefined,
    known && translated(known.advice),
    known?.id.startsWith("gpu-memory-") ? memoryInMessage(sign.message, launch) : undefined,
    stateDictProblem(sign.message) &&
      t("The checkpoint holds another model: these keys decide about what differs."),
    shapes,
  ];
  return lines.filter((line) => line !== undefined).join("\n");
}

function noticesOf(logs: readonly LogRecord[], failure: Failure | undefined): readonly string[] {
  const some = (of: (log: LogRecord) => boolean | undefined) => logs.some((log) => of(log));
  return [
    some(({ numbers }) => numbers?.sawNan) ? t("The loss was NaN in some iteration.") : undefined,
    some(({ loadedNothing }) => loadedNothing)
      ? t("load names no checkpoint: training began at iteration 0.")
      : undefined,
    some(({ exitedAtInterval }) => exitedAtInterval)
      ? t("The run ended because exit_interval or exit_duration says so.")
      : undefined,
    failure?.known?.isEcho === true ? t("Rank {0} said nothing itself.", failure.rank) : undefined,
  ].filter((notice) => notice !== undefined);
}

function valuesOf(keys: readonly string[], launch: Launch | undefined): Readonly<Record<string, string>> {
  const set = keys.flatMap((key) => {
    const value = launch?.settings.get(key)?.value;
    return value === undefined ? [] : [[key, shownValue(value)] as const];
  });
  return Object.fromEntries(set);
}

function numbersOfRun(
  logs: readonly LogRecord[],
  launch: Launch | undefined,
  gpu: GpuName | undefined,
): MeasuredNumbers | null {
  const numbers: RunNumbers | undefined = logs.find((log) => log.numbers !== undefined)?.numbers;
  return numbers === undefined ? null : measuredAgainst(numbers, launch, gpu);
}

/** Characters of a message that are looked at for secrets, and of one that is told. */
const LONGEST_READ = 20_000;
const LONGEST_TOLD = 5000;
/** Of the name of an exception, or of a place. */
const LONGEST_NAME = 300;

/** A secret that a log tells is not told again, and what has no end is told in part. */
function withoutSecrets(answer: Why, logs: readonly LogRecord[]): Why {
  // Logs that are read together share theirs.
  const known = [...new Set(logs.map(({ secrets }) => secrets))];
  const hide = (text: string) => known.reduce((hidden, secrets) => secrets.without(hidden), text);
  // The rest of a secret that is cut in two is not known as one.
  const told = (text: string) => cut(hide(cutBetweenWords(text, LONGEST_READ)), LONGEST_TOLD);
  const { failure, differences } = answer;
  return {
    ...answer,
    failure: failure && {
      ...failure,
      type: failure.type && cut(failure.type, LONGEST_NAME),
      message: told(failure.message),
      at: failure.at && cut(failure.at, LONGEST_NAME),
    },
    advice: told(answer.advice),
    values: Object.fromEntries(Object.entries(answer.values).map(([key, value]) => [key, hide(value)])),
    differences:
      differences?.map(({ key, ran, files }) => ({ key, ran: hide(ran), files: hide(files) })) ?? null,
  };
}
