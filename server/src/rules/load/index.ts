import type { Rule } from "../rule";
import configFilesKey from "./configFilesKey";
import configMapping from "./configMapping";
import duplicateKey from "./duplicateKey";
import keyString from "./keyString";
import repeatedKey from "./repeatedKey";
import replacedByDashes from "./replacedByDashes";
import sameFileName from "./sameFileName";
import unreadComment from "./unreadComment";
import yamlSyntax from "./yamlSyntax";

/** Reading the files and putting them together. */
export const loadRules: readonly Rule[] = [
  yamlSyntax,
  configMapping,
  keyString,
  repeatedKey,
  duplicateKey,
  replacedByDashes,
  sameFileName,
  configFilesKey,
  unreadComment,
];
