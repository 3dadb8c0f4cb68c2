import type { Launch } from "../launch/launch";

/** Whether NeoX surely finds None: a file says so, or these are all the files and none sets it. */
export function isSurelyNull(launch: Launch, name: string): boolean {
  return launch.named(name) === null && isSettled(launch, name);
}

/** Whether no other file can change the value: one of these sets it, or these are all. */
export function isSettled(launch: Launch, name: string): boolean {
  return launch.settings.has(name) || launch.scope === "launch";
}
