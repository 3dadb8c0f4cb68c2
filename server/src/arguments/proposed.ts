import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";

/** Arguments of open changes of gpt-neox, by the number of the change there. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  head_dim: 1434,
  norm_placement: 1408,
  verbosity: 1359,
  wsd_decay_ratio: 1375,
};

/** Choices of arguments that NeoX has, likewise. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  lr_decay_style: { infinite_cosine: 1194, infinite_inv_sqrt: 1194, infinite_linear: 1194, wsd: 1375 },
};

/** Says that an argument, or a choice of one, is proposed upstream and on no main; undefined for any other. */
export function proposedUpstream(argument: string, choice?: string): string | undefined {
  const change =
    choice === undefined
      ? ownValue(ARGUMENTS, argument)
      : ownValue(ownValue(CHOICES, argument) ?? {}, choice.toLowerCase());
  return change === undefined ? undefined : t("It is proposed upstream (#{0}), not on main.", change);
}
