import type { Launch } from "../../launch/launch";

/** Whether the files are for `generate.py`: they say what kind of text to make. */
export function isGeneration(launch: Launch): boolean {
  return (launch.settings.get("text_gen_type")?.value ?? null) !== null;
}
