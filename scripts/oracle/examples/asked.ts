import type { Finding } from "../../../server/src/engine/finding";
import type { Example, Rule } from "../../../server/src/engine/rule";
import { type CheckResult, check } from "../../../server/src/features/check";
import { parseHostfile } from "../../../server/src/launch/gpus";
import { filteredHosts, hostFilters } from "../../../server/src/launch/hostFilters";
import type { Launch, Script } from "../../../server/src/launch/launch";
import type { Loads } from "../../../server/src/launch/loads";
import { mergeSettings } from "../../../server/src/launch/settings";
import type { Target } from "../../../server/src/launch/target";
import { isGeneration } from "../../../server/src/model/run/isTraining";
import { readYaml } from "../../../server/src/yaml/read";
import { filesOf } from "../../../test/rules/example";
import type { WholeLaunch } from "../wholeRuns";
import { type Addition, additionOf } from "./additions";
import { completionText, type ExampleKind, withSmallSizes, withValues } from "./completion";
import { linksOf } from "./links";

/** An example as whole launches: the last one shows the rule, those before it leave behind what it begins with. */
export interface AskedExample {
  readonly launches: readonly WholeLaunch[];
  /** What we say of the last one by the rule in question; absent where it says nothing. */
  readonly finding: Finding | undefined;
  /** The errors that we call it by others. */
  readonly others: readonly Finding[];
}

export type Side = "bad" | "good";

/** Texts of config files by name. */
type Texts = Readonly<Record<string, string>>;

/** More ranks than this are not started. */
const MOST_RANKS = 4;
/** After the second there is a checkpoint and an evaluation, where either is asked for. */
const ENOUGH_ITERATIONS = 3;

const TWO_HOSTS = "worker-1 slots=8\nworker-2 slots=8\n";

/**
 * An example completed and made small, of which we still say what its rule says, or do not; undefined where neither
 * can be had together.
 */
export function askedExample(rule: Rule, side: Side, target: Target): AskedExample | undefined {
  const example = typeof rule[side] === "string" ? { files: filesOf(rule[side]) } : rule[side];
  const addition = additionOf(rule.id, side);
  const ways = [[], rule.keys, undefined].flatMap((small) =>
    [[], rule.keys].map((left) => ({ small, left })),
  );
  const examples = ways.map((way) => new WholeExample(rule, side, example, addition, target, way));
  const kept = examples.filter(({ finding }) => (finding !== undefined) === (side === "bad"));
  return (kept.find(({ others }) => others.length === 0) ?? kept[0])?.asked();
}

/** Which keys are left as they are: `small` keeps its sizes (all, where undefined), `left` its absence. */
interface Untouched {
  readonly small: readonly string[] | undefined;
  readonly left: readonly string[];
}

class WholeExample {
  readonly #texts: Texts;
  readonly #checked: CheckResult;
  readonly #kind: ExampleKind;

  constructor(
    readonly rule: Rule,
    readonly side: Side,
    readonly example: Exclude<Example, string>,
    readonly addition: Addition,
    readonly target: Target,
    readonly untouched: Untouched,
  ) {
    const { small } = untouched;
    const own = Object.entries(example.files).map(([name, text]) => {
      const changed = withValues(text, addition.sets ?? {});
      return [name, small === undefined ? changed : withSmallSizes(changed, small)];
    });
    this.#texts = Object.fromEntries(own);
    this.#kind = this.#isGeneration() ? "generation" : (KINDS[rule.phase] ?? "training");
    // What a checkpoint has in it is told of its real sizes; it is made in the small ones too.
    const told = this.#savedConfig() === undefined ? this.#texts : example.files;
    const script = this.#kind === "generation" ? "generate.py" : undefined;
    this.#checked = this.#check(this.#completed(this.#kind, told), script);
  }

  get finding(): Finding | undefined {
    return this.#checked.findings.find((it) => it.rule === this.rule.id);
  }

  /** What else stops it. */
  get others(): readonly Finding[] {
    return this.#checked.findings.filter((it) => it.severity === "error" && it.rule !== this.rule.id);
  }

  asked(): AskedExample {
    const { rule, side, finding, others, addition } = this;
    const mode = this.#isStartedOnly() ? "start" : this.#kind === "generation" ? "generate" : "train";
    const texts = this.#completed(this.#kind);
    const { removes = [] } = addition;
    const launch = { ...this.#launch(`${rule.id}.${side}`, texts), mode, removes } as const;
    const before = this.#before(`${rule.id}.${side}.before`);
    if (before === undefined) return { launches: [launch], finding, others };
    return { launches: [before, { ...launch, after: before.id }], finding, others };
  }

  /** What is about the launcher is seen there; more ranks than there can be come no further. */
  #isStartedOnly(): boolean {
    const gpus = Number(this.#checked.launch.settings.get("global_num_gpus")?.value ?? 1);
    return this.rule.phase === "launcher" || gpus > MOST_RANKS;
  }

  /** The training whose checkpoint it begins with. */
  #before(id: string): WholeLaunch | undefined {
    const saved = this.#savedConfig();
    const { before } = this.addition;
    const kind = saved === undefined ? (before ? "training" : EARLIER[this.#kind]) : "saved";
    if (kind === undefined) return undefined;
    const texts = saved === undefined ? this.#texts : { "before.yml": withSmallSizes(saved, []) };
    const keys = saved === undefined ? { ...this.addition.keys, ...before } : (before ?? {});
    return { ...this.#launch(id, completed(kind, texts, keys, [])), keep: true };
  }

  /** The config of the checkpoint that the example says to be there, as one that saves it. */
  #savedConfig(): string | undefined {
    const [config] = this.example.loads?.facts().checkpoint?.found.configs.values() ?? [];
    return config?.replace(/^load: /m, "save: ");
  }

  /** What it loads: the config of the checkpoint is completed as the training is that saves it. */
  #loads(): Loads | undefined {
    const loads = this.example.loads?.facts();
    const checkpoint = loads?.checkpoint;
    if (loads === undefined || checkpoint === undefined || checkpoint.found.configs.size === 0) return loads;
    const saved = Object.fromEntries(checkpoint.found.configs);
    const configs = new Map(Object.entries(completed("saved", saved, this.addition.before ?? {}, [])));
    return { ...loads, checkpoint: { ...checkpoint, found: { ...checkpoint.found, configs } } };
  }

  #launch(id: string, texts: Texts): WholeLaunch {
    const { links = {}, beside = [], gpus } = this.addition;
    const { launch } = this.#check(texts);
    const linked = { ...linksOf(launch, new Set(this.example.absentFiles)), ...links };
    const text = Object.values(texts).join("\n");
    return {
      id,
      files: Object.entries(texts).map(([path, content]) => ({ name: path, text: content })),
      gpus: gpus ?? this.#ranks(launch),
      mode: "train",
      iterations: ENOUGH_ITERATIONS,
      links: Object.fromEntries(
        Object.entries(linked).flatMap(([path, file]) => (file ? [[path, file]] : [])),
      ),
      beside: [...this.#hostfile(launch), ...beside],
      ...(/\b(use_)?mup|\bsgd/i.test(text) && { packages: ["mup"] }),
    };
  }

  /** The hostfile at the path that names one: that of the example, else one of two hosts. */
  #hostfile({ settings }: Launch): NonNullable<WholeLaunch["beside"]> {
    const { hostfile = TWO_HOSTS, absentFiles = [] } = this.example;
    const name = settings.get("hostfile")?.value;
    return typeof name === "string" && !absentFiles.includes(name) ? [{ name, text: hostfile }] : [];
  }

  /** As few as the sizes of the parallel parts allow. */
  #ranks(launch: Launch): number {
    const size = (key: "model_parallel_size" | "pipe_parallel_size") =>
      Math.max(1, Number(launch.settings.get(key)?.value ?? 1)) || 1;
    const fewest = size("model_parallel_size") * size("pipe_parallel_size");
    return Math.min(MOST_RANKS, Math.max(1, fewest));
  }

  #completed(kind: ExampleKind, texts = this.#texts): Texts {
    return completed(kind, texts, this.addition.keys ?? {}, this.untouched.left);
  }

  #isGeneration(): boolean {
    return isGeneration(this.#check(this.#texts).launch);
  }

  #check(texts: Texts, script?: Script): CheckResult {
    const { hostfile, absentFiles = [] } = this.example;
    const loads = this.#loads();
    const files = documentsOf(texts);
    const filters = hostFilters(mergeSettings(files).settings);
    const hosts = hostfile === undefined ? undefined : filteredHosts(parseHostfile(hostfile), filters);
    return check({
      files,
      target: this.target,
      scope: "launch",
      gpus: this.example.gpus ?? 1,
      absentFiles: new Set(absentFiles),
      ...(script && { script }),
      ...(hosts && { hosts }),
      ...(loads && { loads }),
    });
  }
}

/** A generation begins with a training of its own model. */
const EARLIER: Partial<Readonly<Record<ExampleKind, ExampleKind>>> = { generation: "before generation" };

const KINDS: Readonly<Record<string, ExampleKind>> = { eval: "evaluated", save: "saved" };

/** The texts with a file of what completes them to a kind of launch, `keys` before the rest. */
function completed(
  kind: ExampleKind,
  texts: Texts,
  keys: NonNullable<Addition["keys"]>,
  left: readonly string[],
): Texts {
  const { settings } = mergeSettings(documentsOf(texts));
  const own = Object.entries(keys).flatMap(([key, value]) =>
    value === null || settings.has(key) ? [] : [`${key}: ${value}\n`],
  );
  const isGiven = (key: string) => settings.has(key) || (keys[key] ?? null) !== null;
  const rest = completionText(kind, isGiven, [...left, ...Object.keys(keys)]);
  return own.length === 0 && rest === "" ? texts : { ...texts, "completion.yml": own.join("") + rest };
}

function documentsOf(texts: Texts) {
  return Object.entries(texts).map(([path, text]) => ({ path, document: readYaml(text) }));
}
