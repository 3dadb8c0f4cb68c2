import { execFileSync } from "node:child_process";

/** The commit of a checkout; undefined where it is no clone. */
export function checkoutCommit(checkout: string): string | undefined {
  try {
    return execFileSync("git", ["-C", checkout, "rev-parse", "HEAD"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}
