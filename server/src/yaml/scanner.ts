import { t } from "../base/l10n";
import { Code, type Cursor, isBreak, isIndicator, isWhite, YamlStop } from "./cursor";
import { LineIndex } from "./lineIndex";
import { balancedLine, type Stop, tabsToSpaces, whyNoKey } from "./repair";
import { scanAnchorOrAlias, scanDirective, scanTag } from "./scanProperty";
import { scanBlockScalar, scanPlain, scanQuoted, takeComment } from "./scanScalar";
import type { PunctuationKind, Token, TokenKind } from "./token";
import type { Comment } from "./tree";

/**
 * A token that becomes a key if `:` follows on its line. PyYAML notices only when it gets to the `:`, and then
 * puts the `key` token in front of tokens already scanned; hence the queue.
 */
interface PossibleKey {
  readonly tokenNumber: number;
  /** Whether nothing but a key can stand here. */
  readonly required: boolean;
  readonly flowLevel: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** How far it was looked at for characters that Python counts as one and that are two units here, and those so far. */
  countedTo: number;
  pairs: number;
}

/** PyYAML gives up looking for the `:` of a key after this many characters. */
const longestKey = 1024;

/**
 * Tokens of a text, one at a time and no further ahead than PyYAML looks, so that of several problems the one
 * that PyYAML would raise is found first. After a problem every token is `stop`.
 */
export class Scanner {
  readonly comments: Comment[] = [];
  problem: Stop | undefined;
  private current: Token | undefined;
  private readonly queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private done = false;
  private flowLevel = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private allowKey = true;
  /** At most one a flow level, outermost and therefore oldest first. */
  private readonly possibleKeys: PossibleKey[] = [];

  constructor(private readonly cursor: Cursor) {}

  /** How far the text was read. */
  get reach(): number {
    return this.cursor.offset;
  }

  get text(): string {
    return this.cursor.text;
  }

  /** The zero-based line of an offset, for a message. */
  lineOf(offset: number): number {
    return new LineIndex(this.cursor.text).positionAt(offset).line;
  }

  peek(): Token {
    this.current ??= this.next();
    return this.current;
  }

  at(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.peek().kind);
  }

  take(): Token {
    const token = this.peek();
    if (token.kind === "stop") return token;
    this.current = undefined;
    this.head++;
    this.taken++;
    if (this.head === this.queue.length) {
      this.queue.length = 0;
      this.head = 0;
    }
    return token;
  }

  /** Ends the tokens with `stop`; only the first problem counts. */
  stop({ raises, message, span, repair, missingComma }: Stop): void {
    this.problem ??= { raises, message, span, repair, ...(missingComma !== undefined && { missingComma }) };
    this.current = { kind: "stop", span: { start: this.reach, end: this.reach } };
  }

  /** The first token of the queue, once it is sure that no `key` belongs in front of it. */
  private next(): Token {
    try {
      while (this.needsMore()) this.fetch();
    } catch (stop) {
      if (!(stop instanceof YamlStop)) throw stop;
      this.stop(stop);
    }
    return (
      this.current ?? this.queue[this.head] ?? { kind: "stop", span: { start: this.reach, end: this.reach } }
    );
  }

  private needsMore(): boolean {
    if (this.done) return false;
    if (this.head === this.queue.length) return true;
    this.dropStaleKeys();
    return this.possibleKeys[0]?.tokenNumber === this.taken;
  }

  private push(kind: PunctuationKind, width: number): void {
    const start = this.cursor.offset;
    this.cursor.offset += width;
    this.queue.push({ kind, span: { start, end: this.cursor.offset } });
  }

  /** Puts a token in front of the one with this number. */
  private insert(tokenNumber: number, kind: PunctuationKind, offset: number): void {
    const token = { kind, span: { start: offset, end: offset } };
    this.queue.splice(this.head + tokenNumber - this.taken, 0, token);
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    this.dropStaleKeys();
    this.unwindIndent(cursor.column);
    if (cursor.atEnd()) {
      this.fetchStreamEnd();
      return;
    }
    const code = cursor.peek();
    if (cursor.column === 0 && this.fetchAtLineStart(code)) return;
    if (this.fetchIndicator(code)) return;
    if (this.fetchNode(code)) return;
    if (!this.startsPlain(code)) throw this.unexpectedCharacter(code);
    this.saveKey();
    const { token, atLineStart } = scanPlain(cursor, this.indent + 1, this.flowLevel !== 0);
    this.allowKey = atLineStart;
    this.queue.push(token);
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      cursor.skipSpaces();
      takeComment(cursor, this.comments);
      if (!isBreak(cursor.peek())) return;
      cursor.takeLineBreak();
      if (this.flowLevel === 0) this.allowKey = true;
    }
  }

  /** Directives and document marks. */
  private fetchAtLineStart(code: number): boolean {
    const { cursor } = this;
    if (code === Code.percent) {
      this.leaveBlocks();
      this.queue.push(scanDirective(cursor, this.comments));
      return true;
    }
    const kind = cursor.atDocumentMark("---")
      ? "documentStart"
      : cursor.atDocumentMark("...")
        ? "documentEnd"
        : undefined;
    if (kind === undefined) return false;
    this.leaveBlocks();
    this.push(kind, 3);
    return true;
  }

  private fetchStreamEnd(): void {
    this.leaveBlocks();
    this.possibleKeys.length = 0;
    this.push("streamEnd", 0);
    this.done = true;
  }

  private leaveBlocks(): void {
    this.unwindIndent(-1);
    this.forgetKey();
    this.allowKey = false;
  }

  private fetchIndicator(code: number): boolean {
    const next = this.cursor.peek(1);
    switch (code) {
      case Code.openBracket:
        this.fetchFlowStart("flowListStart");
        return true;
      case Code.openBrace:
        this.fetchFlowStart("flowMapStart");
        return true;
      case Code.closeBracket:
        this.fetchFlowEnd("flowListEnd");
        return true;
      case Code.closeBrace:
        this.fetchFlowEnd("flowMapEnd");
        return true;
      case Code.comma:
        this.allowKey = true;
        this.forgetKey();
        this.push("flowEntry", 1);
        return true;
      case Code.minus:
        if (isWhite(next)) this.fetchBlockEntry();
        return isWhite(next);
      case Code.question:
        if (this.flowLevel === 0 && !isWhite(next)) return false;
        this.fetchExplicitKey();
        return true;
      case Code.colon:
        if (this.flowLevel === 0 && !isWhite(next)) return false;
        this.fetchValue();
        return true;
      default:
        return false;
    }
  }

  private fetchFlowStart(kind: "flowListStart" | "flowMapStart"): void {
    this.saveKey();
    this.flowLevel++;
    this.allowKey = true;
    this.push(kind, 1);
  }

  private fetchFlowEnd(kind: "flowListEnd" | "flowMapEnd"): void {
    this.forgetKey();
    this.flowLevel--;
    this.allowKey = false;
    this.push(kind, 1);
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.allowKey) throw this.cursor.stop(t("a list entry ('-') cannot start here"));
      if (this.addIndent(this.cursor.column)) this.push("blockListStart", 0);
    }
    this.allowKey = true;
    this.forgetKey();
    this.push("blockEntry", 1);
  }

  private fetchExplicitKey(): void {
    if (this.flowLevel === 0) {
      if (!this.allowKey) throw this.cursor.stop(t("a key ('?') cannot start here"));
      if (this.addIndent(this.cursor.column)) this.push("blockMapStart", 0);
    }
    this.allowKey = this.flowLevel === 0;
    this.forgetKey();
    this.push("key", 1);
  }

  private fetchValue(): void {
    const key = this.possibleKeys.at(-1);
    if (key?.flowLevel === this.flowLevel) {
      this.possibleKeys.pop();
      this.insert(key.tokenNumber, "key", key.offset);
      if (this.flowLevel === 0 && this.addIndent(key.column)) {
        this.insert(key.tokenNumber, "blockMapStart", key.offset);
      }
      this.allowKey = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.allowKey) {
          throw this.cursor.stop(whyNoKey(this.cursor.text, this.cursor.offset));
        }
        if (this.addIndent(this.cursor.column)) this.push("blockMapStart", 0);
      }
      this.allowKey = this.flowLevel === 0;
      this.forgetKey();
    }
    this.push("value", 1);
  }

  /** Aliases, anchors, tags, block scalars and quoted scalars. */
  private fetchNode(code: number): boolean {
    const { cursor } = this;
    switch (code) {
      case Code.asterisk:
      case Code.ampersand:
        return this.fetchKeyable(() => scanAnchorOrAlias(cursor));
      case Code.exclamation:
        return this.fetchKeyable(() => scanTag(cursor));
      case Code.singleQuote:
      case Code.doubleQuote:
        return this.fetchKeyable(() => scanQuoted(cursor));
      case Code.pipe:
      case Code.greaterThan:
        if (this.flowLevel !== 0) return false;
        this.allowKey = true;
        this.forgetKey();
        this.queue.push(scanBlockScalar(cursor, this.indent, this.comments));
        return true;
      default:
        return false;
    }
  }

  private fetchKeyable(scan: () => Token): true {
    this.saveKey();
    this.allowKey = false;
    this.queue.push(scan());
    return true;
  }

  private startsPlain(code: number): boolean {
    if (!isIndicator(code)) return !isWhite(code);
    if (isWhite(this.cursor.peek(1))) return false;
    return code === Code.minus || (this.flowLevel === 0 && (code === Code.question || code === Code.colon));
  }

  private saveKey(): void {
    if (!this.allowKey) return;
    const { cursor } = this;
    this.forgetKey();
    this.possibleKeys.push({
      tokenNumber: this.taken + this.queue.length - this.head,
      required: this.flowLevel === 0 && this.indent === cursor.column,
      flowLevel: this.flowLevel,
      offset: cursor.offset,
      line: cursor.line,
      column: cursor.column,
      countedTo: cursor.offset,
      pairs: 0,
    });
  }

  private forgetKey(): void {
    const key = this.possibleKeys.at(-1);
    if (key?.flowLevel !== this.flowLevel) return;
    if (key.required) throw this.missingColon(key);
    this.possibleKeys.pop();
  }

  /** Keys must be on one line and at most 1024 characters long. */
  private dropStaleKeys(): void {
    for (;;) {
      const key = this.possibleKeys[0];
      if (key === undefined || !this.isStale(key)) return;
      if (key.required) throw this.missingColon(key);
      this.possibleKeys.shift();
    }
  }

  private isStale(key: PossibleKey): boolean {
    const { cursor } = this;
    if (key.line !== cursor.line) return true;
    const units = cursor.offset - key.offset;
    if (units <= longestKey || units > 2 * longestKey) return units > longestKey;
    for (; key.countedTo < cursor.offset; key.countedTo++)
      if ((cursor.text.codePointAt(key.countedTo) ?? 0) > 0xffff) key.pairs++;
    return units - key.pairs > longestKey;
  }

  private missingColon(key: PossibleKey): YamlStop {
    const { text } = this.cursor;
    const word = /^[^\s:,#]{1,40}/.exec(text.slice(key.offset, key.offset + 40))?.[0] ?? "";
    const { raises, message, span } = this.cursor.stop(
      t("expected ':' after '{0}' on line {1}", word, key.line + 1),
    );
    return new YamlStop(raises, message, span, balancedLine(text, key.offset));
  }

  private unexpectedCharacter(code: number): YamlStop {
    const { cursor } = this;
    if (code !== Code.tab) {
      return cursor.stop(t("nothing can start with '{0}'; put the text in quotes", cursor.character()));
    }
    const { raises, message, span } = cursor.stop(t("YAML does not allow a tab here; use spaces"));
    return new YamlStop(
      raises,
      message,
      span,
      tabsToSpaces(cursor.text, cursor.offset, this.flowLevel !== 0),
    );
  }

  private unwindIndent(column: number): void {
    if (this.flowLevel !== 0) return;
    while (this.indent > column) {
      this.indent = this.indents.pop() ?? -1;
      this.push("blockEnd", 0);
    }
  }

  private addIndent(column: number): boolean {
    if (this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }
}
