import { t } from "../base/l10n";
import type { ScalarNode, Span } from "./tree";

/** What the scanner hands to the composer; `stop` stands for everything after the first problem. */
export type Token =
  | { readonly kind: PunctuationKind; readonly span: Span }
  | {
      readonly kind: "scalar";
      readonly span: Span;
      readonly style: ScalarNode["style"];
      readonly source: string;
    }
  | { readonly kind: "alias" | "anchor"; readonly span: Span; readonly name: string }
  | {
      readonly kind: "tag";
      readonly span: Span;
      readonly handle: string | undefined;
      readonly suffix: string;
    }
  | {
      readonly kind: "directive";
      readonly span: Span;
      readonly name: string;
      readonly version?: string;
      readonly tag?: { readonly handle: string; readonly prefix: string };
    };

export type PunctuationKind =
  | "streamEnd"
  | "documentStart"
  | "documentEnd"
  | "blockListStart"
  | "blockMapStart"
  | "blockEnd"
  | "flowListStart"
  | "flowListEnd"
  | "flowMapStart"
  | "flowMapEnd"
  | "blockEntry"
  | "flowEntry"
  | "key"
  | "value"
  | "stop";

export type TokenKind = Token["kind"];

/** A token in the words of a message. */
export function describeToken(kind: TokenKind): string {
  switch (kind) {
    case "streamEnd":
    case "stop":
      return t("the end of the file");
    case "documentStart":
      return "'---'";
    case "documentEnd":
      return "'...'";
    case "blockListStart":
      return t("a list");
    case "blockMapStart":
      return t("a mapping");
    case "blockEnd":
      return t("the end of the indented block");
    case "flowListStart":
      return "'['";
    case "flowListEnd":
      return "']'";
    case "flowMapStart":
      return "'{'";
    case "flowMapEnd":
      return "'}'";
    case "blockEntry":
      return "'-'";
    case "flowEntry":
      return "','";
    case "key":
      return t("a key");
    case "value":
      return "':'";
    case "scalar":
      return t("a value");
    case "alias":
      return t("an alias");
    case "anchor":
      return t("an anchor");
    case "tag":
      return t("a tag");
    case "directive":
      return t("a directive");
  }
}
