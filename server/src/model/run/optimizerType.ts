import type { Launch } from "../../launch/launch";
import { isDict } from "../../yaml/value";

/** `optimizer.type` in lower case, as NeoX compares it (megatron/training.py:1002); undefined without a block. */
export function optimizerType(launch: Launch): string | undefined {
  const type = launch.derivation.get("optimizer_type");
  return isDict(launch.get("optimizer")) && typeof type === "string" ? type.toLowerCase() : undefined;
}
