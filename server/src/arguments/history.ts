import { ownValue } from "../base/ownValue";
import commits from "./generated/commits.json";

/** A point of gpt-neox's history: a commit, or the end of a day. */
export interface Moment {
  /** ISO, `2024-11-13`. */
  readonly date: string;
  /** Seven characters of its hash or more. */
  readonly commit?: string;
}

/** The commits of main since v2.0, oldest first. */
const HISTORY = commits.map((line) => {
  const [commit = "", date = ""] = line.split(" ");
  return { commit, date };
});

/** Commits that are not on main itself: those of merged branches, and those before v2.0. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  a0ed80b8: "2022-07-01",
  "9c645dd8": "2023-04-15",
  "25e1fb05": "2023-05-02",
  "507ad042": "2023-05-02",
};

/** The day of a commit that a rule names. Throws for one that is not known. */
export function dateOf(commit: string): string {
  const date = ownValue(ELSEWHERE, commit) ?? commitOf(commit)?.date;
  if (date === undefined) throw new Error(`The date of commit ${commit} is not known.`);
  return date;
}

/** The commit of main that a hash of seven characters or more names. */
export function commitOf(hash: string): Required<Moment> | undefined {
  const found = HISTORY.filter(({ commit }) => hash.startsWith(commit) || commit.startsWith(hash));
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Whether NeoX at `now` has what came with `change`. Of two commits of one day their order on main tells; a commit
 * that is not on main itself, such as one of a merged branch, counts as there for the whole of its day.
 */
export function hasReached(now: Moment, change: Moment): boolean {
  if (now.date !== change.date || now.commit === undefined || change.commit === undefined)
    return change.date <= now.date;
  const [own, other] = [commitOf(now.commit), commitOf(change.commit)];
  return own === undefined || other === undefined || HISTORY.indexOf(other) <= HISTORY.indexOf(own);
}
