import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Fix, Report } from "../../engine/rule";
import { type Suppression, suppressionsOf } from "../../engine/suppression";
import type { ConfigFile } from "../../launch/launch";
import { DIRECTIVES, type Directive, directiveOf, placeInComment } from "../../launches/comments/directive";
import type { Comment, Span } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

/** What other linters and our own words for it make people write. */
const OTHER_NAMES: Readonly<Record<string, (typeof DIRECTIVES)[number]>> = {
  disable: "ignore",
  "disable-line": "ignore",
  "disable-next-line": "ignore",
  "ignore-line": "ignore",
  "ignore-next-line": "ignore",
  nolint: "ignore",
  noqa: "ignore",
  silence: "ignore",
  skip: "ignore",
  suppress: "ignore",
  include: "with",
  enable: "on",
  "disable-file": "off",
  "ignore-file": "off",
  "skip-file": "off",
};

/** Shorter words are near to `on` by chance. */
const SHORTEST_SLIP = 3;

export default defineRule({
  id: "unread-comment",
  phase: "load",
  severity: "warning",
  outcome: "ignored",
  evidence: "read",
  keys: [],
  tag: "unnecessary",
  neox: { at: "" },
  summary: "A `# neox-config:` comment that says nothing we know.",
  explain: [
    "A comment that begins with `# neox-config:` is for this extension and its command; NeoX never reads it. It says",
    "`ignore RULE...` (silence rules on this line or the next), `with FILE...` (launched with these files), `same-as",
    "MODEL` (builds this model of Hugging Face), `converts-with TOOL...` (the converter its model is meant for), `on`",
    "(this is a config) or `off` (it is none). Anything else has no effect.",
    "",
    "A reason follows two dashes and is for people: `# neox-config: ignore hidden-size-heads -- on purpose`.",
  ].join("\n"),
  bad: yaml`seed: 1234 # neox-config: disable`,
  good: yaml`seed: 1234 # as in the paper`,
  check(launch, report) {
    for (const file of launch.files) {
      for (const comment of file.document.comments) {
        const unknown = unknownDirective(file, comment);
        if (unknown !== undefined) report(unknown);
      }
      for (const suppression of suppressionsOf(file)) {
        const { prose } = suppression;
        if (prose !== undefined) report(unmarkedReason(suppression, prose));
      }
    }
  },
});

function unknownDirective(file: ConfigFile, comment: Comment): Report | undefined {
  const directive = directiveOf(comment);
  if (directive === undefined || DIRECTIVES.some((name) => name === directive.name.text)) return undefined;
  const { name, words } = directive;
  const meant = meantBy(name.text);
  if (words.length > 0 && (meant === undefined || isProse(directive))) return undefined;
  const span = placeInComment(comment, file.document.text, name.span);
  return {
    at: { file, span },
    message:
      meant === undefined
        ? t(
            '"# neox-config: {0}" is unknown and has no effect. It can be {1}.',
            name.text,
            DIRECTIVES.join(t(", ")),
          )
        : t('"# neox-config: {0}" is unknown and has no effect. Did you mean {1}?', name.text, meant),
    fixes: () => (meant === undefined ? [] : [replacement(file, span, name.text, meant)]),
  };
}

function meantBy(name: string): string | undefined {
  const written = name.toLowerCase();
  const near = written.length < SHORTEST_SLIP ? undefined : nearestName(written, DIRECTIVES);
  return DIRECTIVES.find((it) => it === written) ?? ownValue(OTHER_NAMES, written) ?? near;
}

/** A sentence to people may begin as our comments do: its second word is neither a rule, a file nor the last one. */
function isProse({ words: [first, ...others] }: Directive): boolean {
  return others.length > 0 && first !== undefined && !/[-./]/.test(first.text);
}

function replacement(file: ConfigFile, span: Span, name: string, meant: string): Fix {
  return { title: t("Replace {0} by {1}", name, meant), edits: [{ file, span, newText: meant }] };
}

function unmarkedReason({ file }: Suppression, span: Span): Report {
  const words = file.document.text.slice(span.start, span.end);
  const edits = [{ file, span: { start: span.start, end: span.start }, newText: "-- " }];
  return {
    at: { file, span },
    message: t("These are no rules: {0}. A reason follows two dashes: -- {0}", words),
    fixes: () => [{ title: t("Make it the reason: -- {0}", words), preferred: true, edits }],
  };
}
