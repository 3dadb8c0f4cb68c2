import { Secrets } from "./secrets";
import { Unpacking } from "./unpacking";

/** In characters: ranks by the hundred tell of their ends in some millions. */
const MOST = 32_000_000;

/** What is kept of all logs that are read together: many, each packed to a thousandth, take no more than one. */
export class KeptOfLogs {
  readonly secrets = new Secrets();
  readonly unpacking = new Unpacking();
  private left = MOST;

  /** Whether there is room for so many characters more. */
  hasRoom(characters: number): boolean {
    if (characters > this.left) return false;
    this.left -= characters;
    return true;
  }
}
