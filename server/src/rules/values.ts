import unknownArgument from "./arguments/unknownArgument";
import deprecatedNestedKey from "./migration/deprecatedNestedKey";
import removedArgument from "./migration/removedArgument";
import blockMissingKey from "./nested/blockMissingKey";
import deepspeedExtraArgs from "./nested/deepspeedExtraArgs";
import extraArgsMethodName from "./nested/extraArgsMethodName";
import nestedWrongType from "./nested/nestedWrongType";
import optimizerParams from "./nested/optimizerParams";
import unknownNestedKey from "./nested/unknownNestedKey";
import type { Rule } from "./rule";
import choiceCase from "./types/choiceCase";
import numberAsString from "./types/numberAsString";
import wrongChoice from "./types/wrongChoice";
import wrongType from "./types/wrongType";

/** The rules of single values: names, types and choices, at top level and inside of blocks. */
export const valueRules: readonly Rule[] = [
  unknownArgument,
  removedArgument,
  numberAsString,
  wrongType,
  wrongChoice,
  blockMissingKey,
  choiceCase,
  deepspeedExtraArgs,
  extraArgsMethodName,
  unknownNestedKey,
  nestedWrongType,
  optimizerParams,
  deprecatedNestedKey,
];
