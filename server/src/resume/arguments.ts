import type { PickleValue } from "../checkpoints/pickle/value";
import type { Launch } from "../launch/launch";
import { vocabularyOf } from "../model/parameters/vocabulary";
import { equals } from "../python/compare";
import type { PythonValue } from "../yaml/value";
import type { ArgumentDifference } from "./stop";

/** The arguments that NeoX keeps in a checkpoint and wants to find again (megatron/checkpointing.py:check_checkpoint_args). */
export function differingArguments(
  launch: Launch,
  saved: ReadonlyMap<string, PickleValue>,
): readonly ArgumentDifference[] {
  return [...saved].flatMap(([name, kept]): ArgumentDifference[] => {
    const [own, old] = [argument(launch, name), pythonValue(kept)];
    if (own === undefined || old === undefined || equals(own, old)) return [];
    return [{ name, saved: old, launched: own }];
  });
}

function argument(launch: Launch, name: string): PythonValue | undefined {
  if (launch.scope !== "launch" && !launch.settings.has(name)) return undefined;
  if (name !== "padded_vocab_size") return launch.derivation.get(name);
  const size = vocabularyOf(launch)?.paddedSize;
  return size === undefined ? undefined : BigInt(size);
}

/** Numbers of arguments that NeoX keeps are whole. */
function pythonValue(value: PickleValue): PythonValue | undefined {
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  return typeof value === "string" || typeof value === "boolean" || value === null ? value : undefined;
}
