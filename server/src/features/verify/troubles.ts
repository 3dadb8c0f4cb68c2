import { t } from "../../base/l10n";
import type { NeoxAnswer } from "./answer";

/** Why an answer says nothing of the config: a fault of the Python that was asked. */
export interface Trouble {
  readonly message: string;
}

interface Known {
  readonly message: RegExp;
  /** The first PyTorch without the fault; absent for what no version has on a machine without a GPU. */
  readonly until?: readonly [major: number, minor: number];
}

const KNOWN: readonly Known[] = [
  { message: /LayerNorm\.__init__\(\) got an unexpected keyword argument 'bias'/, until: [2, 1] },
  { message: /module 'torch\.nn' has no attribute 'RMSNorm'/, until: [2, 4] },
  { message: /module 'torch(?:\.[\w.]+)?' has no attribute/, until: [2, 5] },
  { message: /Could not run 'aten::|with arguments from the 'Meta' backend|not implemented for 'Half'/ },
  { message: /Torch not compiled with CUDA enabled|No CUDA GPUs are available|Found no NVIDIA driver/ },
];

/** The fault of its surroundings that stopped NeoX; undefined where it stopped for the config, or not at all. */
export function troubleOf({ verdict, torch }: NeoxAnswer): Trouble | undefined {
  if (verdict === undefined || verdict.launches) return undefined;
  const said = `${verdict.type}: ${verdict.message}`;
  if (verdict.type === "MemoryError") return { message: t("The limit on memory was reached.") };
  const known = KNOWN.find((it) => it.message.test(said) && isBefore(torch, it.until));
  if (known === undefined) return undefined;
  return {
    message:
      known.until === undefined
        ? t("This cannot be run without a GPU.")
        : t("PyTorch {0} has not what this NeoX asks for; {1} has.", torch ?? "", known.until.join(".")),
  };
}

function isBefore(torch: string | null, until: Known["until"]): boolean {
  if (until === undefined) return true;
  const [major = 0, minor = 0] = (torch ?? "").split(".").map(Number);
  return major < until[0] || (major === until[0] && minor < until[1]);
}
