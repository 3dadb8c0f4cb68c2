import type { Steps } from "../base/steps";
import type { ConfigFile, Launch } from "../launch/launch";
import type { Loads } from "../launch/loads";
import type { Window } from "../launch/target";
import type { TextEdit } from "../yaml/edit";
import type { Span } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";
import type { Looks } from "./looks";

/** Where in the life of a launch NeoX would stop, or do something else than the file says. */
export type Phase =
  | "launcher"
  | "load"
  | "args"
  | "data"
  | "model"
  | "optimizer"
  | "engine"
  | "resume"
  | "forward"
  | "train"
  | "eval"
  | "save"
  | "generate";

export type Severity = "error" | "warning" | "information" | "hint";

/**
 * What becomes of such a launch: it stops, trains something else than the file says, does without what a key asks for,
 * is slower than need be; or nothing at all, and the file only misleads who reads it.
 */
export type Outcome = "crash" | "wrong" | "ignored" | "slow" | "style";

/**
 * How a rule is known: NeoX's own code did so on the rule's example, it did so with stand-ins for packages that need a
 * GPU, or its source was read.
 */
export type Evidence = "ran" | "standIns" | "read";

export interface FileEdit extends TextEdit {
  readonly file: ConfigFile;
}

/** A change of what the files say, still without a place in a text. Several keys may change at once. */
export interface Fix {
  /** Says the result, for example `num_kv_heads: 10 → head_dim 128, 4 query heads per group`. Localised. */
  readonly title: string;
  readonly preferred?: boolean;
  /** It only writes what the file already means to say: an error that shows afterwards was there before, unseen. */
  readonly keepsMeaning?: boolean;
  /** What it gives up that the engine cannot see in the files, in the words of a title. */
  readonly givesUp?: string;
  /** Of the fixes with one such name only the first that brings no error of its own is offered. */
  readonly oneOf?: string;
  /** Write these values: replaced where the key is set, inserted where it is not. */
  readonly set?: Readonly<Record<string, PythonValue>>;
  /** Take these keys out. */
  readonly remove?: readonly string[];
  /** Give these keys other names. */
  readonly rename?: Readonly<Record<string, string>>;
  /** What it takes out it says elsewhere: comments that stand there stay, in lines of their own. */
  readonly movesValue?: true;
  /** Edits of a text that no change of a top-level value can say, such as a nested key. */
  readonly edits?: readonly FileEdit[];
}

/** The value of a key, the key itself, or any place in one of the files. */
export type Place = string | { readonly key: string } | { readonly file: ConfigFile; readonly span: Span };

/** `file:function` in gpt-neox, and the Python exception raised there. */
export interface NeoxFailure {
  readonly at: string;
  readonly raises?: string;
}

/** One finding, in a rule's words. */
export interface Report {
  /** Where the squiggle goes. A key that no file sets gives way to the first of the rule's keys that one does. */
  readonly at: Place;
  /** One or two sentences: what NeoX would do, with this launch's own numbers. Localised. */
  readonly message: string;
  /** The keys at fault, for a rule about any key. Default: the rule's keys. */
  readonly keys?: readonly string[];
  /** The keys whose values made it so, shown as related information. Default: the rule's keys. */
  readonly operands?: readonly string[];
  /** Computed only when somebody asks for them; what is looked at to find them is counted. */
  readonly fixes?: (looks: Looks) => readonly Fix[];
  /** When this case is less severe than the rule. */
  readonly severity?: Severity;
  /** When this case stops elsewhere, at another phase or in other versions than the rule says. */
  readonly neox?: NeoxFailure;
  readonly phase?: Phase;
  readonly holds?: Window;
}

/** A config, or a whole launch, that shows a rule. Several files are given as a record of name to text. */
export type Example =
  | string
  | {
      readonly files: Readonly<Record<string, string>>;
      readonly gpus?: number;
      /** The target, as on the command line. */
      readonly neox?: string;
      /** Files that are missing from a folder that exists. */
      readonly absentFiles?: readonly string[];
      /** What lies in the files that it loads, and that in words. */
      readonly loads?: { readonly said: string; readonly facts: () => Loads };
      /** The text of the hostfile that it names. */
      readonly hostfile?: string;
      /** The body of `validate_values` of the target, a fork of main, in Python. */
      readonly checkout?: string;
      /** These files are all of one run, so that absent keys count. */
      readonly launched?: boolean;
    };

export interface Rule {
  /** Stable, kebab-case: code of the diagnostic, name of the page, name in suppressions and settings. */
  readonly id: string;
  readonly phase: Phase;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
  /**
   * For an error: the versions at which NeoX was seen to stop so. Elsewhere, and where another file could still change
   * one of the keys, it is a warning. Absent: wherever the rule holds.
   */
  readonly seen?: Window;
  /** What it is there instead. Default: a warning. */
  readonly elsewhere?: Severity;
  readonly keys: readonly string[];
  /** The versions in which NeoX does this. Absent: all from v2.0 on in which its keys exist. */
  readonly holds?: Window;
  readonly neox: NeoxFailure;
  /**
   * What comes there; nothing is said of other launches. Training: text generation and evaluation, which take no step,
   * build no such optimizer. Absent: all do.
   */
  readonly onlyIn?: "training" | "generation";
  /** `unnecessary`: the key has no effect; `deprecated`: the key is on its way out or gone. */
  readonly tag?: "unnecessary" | "deprecated";
  /** Its fix only writes what the file already means to say, so editors may apply it on saving, unseen. */
  readonly safeFix?: true;
  /** `dimensions`: takes part in the search for shapes that satisfy everything at once. */
  readonly family?: "dimensions";
  /** The lines it was read from: `path:line:function` at ea7aefd8, or ` at` another commit; `npm run sources` checks them. */
  readonly sources?: readonly string[];
  /** One line, for lists. English Markdown. */
  readonly summary: string;
  /** It reads the code of the user's own checkout: it needs nobody to vouch that this is as on main. */
  readonly readsCheckout?: true;
  /** Why NeoX does this and how to mend it. English Markdown; a commit in braces gets its day. */
  readonly explain: string;
  readonly bad: Example;
  readonly good: Example;
  check(launch: Launch, report: (finding: Report) => void): void;
  /** The same in steps, for one that may take long. */
  checking?(launch: Launch, report: (finding: Report) => void): Steps<void>;
}
