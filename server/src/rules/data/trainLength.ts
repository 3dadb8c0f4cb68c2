import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";

export const EPOCHS = { from: "2024-09-29", since: "a6d6af0e" } as const;

/** Whether the length of training is said in epochs. */
export function trainsByEpochs(launch: Launch): boolean {
  return truthy(launch.settings.get("train_epochs")?.value ?? null);
}
