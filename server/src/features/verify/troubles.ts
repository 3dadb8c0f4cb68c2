import { t } from "../../base/l10n";
import type { NeoxAnswer } from "./answer";

/** Why an answer says nothing of the config: a fault of the Python that was asked. */
export interface Trouble {
  readonly message: string;
}

interface Known {
  /** Of Python and torch: NeoX itself raises others, in whose messages values of the config stand. */
  readonly types: readonly string[];
  /** From the beginning of the message on, where no value stands. */
  readonly message: RegExp;
  /** The first PyTorch without the fault; absent for what no version has on a machine without a GPU. */
  readonly until?: readonly [major: number, minor: number];
}

const KNOWN: readonly Known[] = [
  {
    types: ["TypeError"],
    message: /^LayerNorm\.__init__\(\) got an unexpected keyword argument 'bias'/,
    until: [2, 1],
  },
  { types: ["AttributeError"], message: /^module 'torch\.nn' has no attribute 'RMSNorm'/, until: [2, 4] },
  { types: ["AttributeError"], message: /^module 'torch(?:\.[\w.]+)?' has no attribute/, until: [2, 5] },
  { types: ["NotImplementedError", "RuntimeError"], message: /^Could not run 'aten::/ },
  { types: ["RuntimeError"], message: /^"\w+" not implemented for 'Half'/ },
  { types: ["AssertionError"], message: /^Torch not compiled with CUDA enabled/ },
  { types: ["RuntimeError"], message: /^(?:No CUDA GPUs are available|Found no NVIDIA driver)/ },
];

/** The fault of its surroundings that stopped NeoX; undefined where it stopped for the config, or not at all. */
export function troubleOf({ verdict, torch }: NeoxAnswer): Trouble | undefined {
  if (verdict === undefined || verdict.launches) return undefined;
  const { type = "", message = "" } = verdict;
  if (type === "MemoryError") return { message: t("The limit on memory was reached.") };
  const known = KNOWN.find(
    (it) => it.types.includes(type) && it.message.test(message) && isBefore(torch, it.until),
  );
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
