import { launchJson } from "../../features/launchJson";
import type { Format } from "./format";

/** One line a launch. */
export function jsonFormat(): Format {
  return {
    launch: (checked) => `${JSON.stringify(launchJson(checked, checked.id))}\n`,
    end: () => "",
  };
}
