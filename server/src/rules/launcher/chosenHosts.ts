import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../asked";

/** The key that says which hosts run, or which do not. */
export function chosenHosts(launch: Launch): string | undefined {
  return ["include", "exclude"].find((key) => isAskedFor(launch, key));
}
