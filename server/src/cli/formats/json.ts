import { visibleJson } from "../../base/visible";
import { launchJson } from "../../features/launchJson";
import type { Format } from "./format";

/** One line a launch. */
export function jsonFormat(): Format {
  return {
    launch: (checked) => `${visibleJson(launchJson(checked, checked.id))}\n`,
    end: () => "",
  };
}
