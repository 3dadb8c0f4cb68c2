import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { truthy } from "../../python/compare";

export const EPOCHS = since("a6d6af0e");

/** Whether the length of training is said in epochs. */
export function trainsByEpochs(launch: Launch): boolean {
  return truthy(launch.settings.get("train_epochs")?.value ?? null);
}
