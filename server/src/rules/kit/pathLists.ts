import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import type { PythonValue } from "../../yaml/value";
import { replacing } from "./values/replacing";

/** `data_path` as the lists of each split, which alone hold several paths, and beside which alone NeoX reads labels. */
export function asLists(launch: Launch, paths: readonly PythonValue[]): Fix | undefined {
  const lists = ["train_data_paths", "valid_data_paths", "test_data_paths"];
  const setting = launch.settings.get("data_path");
  if (setting === undefined || lists.some((name) => launch.settings.has(name))) return undefined;
  return replacing(
    setting,
    launch,
    lists.map((name) => [name, paths]),
  );
}

/** The lists for a launch with labels, whose other splits then need labels too; undefined where there is no one path. */
export function asListsWithLabels(launch: Launch, labels: PythonValue): Fix | undefined {
  const path = launch.get("data_path");
  const fix = typeof path === "string" ? asLists(launch, [path]) : undefined;
  const others = ["valid_label_data_paths", "test_label_data_paths"].filter(
    (name) => launch.catalogue.get(name) !== undefined && !launch.settings.has(name),
  );
  return fix && { ...fix, set: { ...fix.set, ...Object.fromEntries(others.map((name) => [name, labels])) } };
}
