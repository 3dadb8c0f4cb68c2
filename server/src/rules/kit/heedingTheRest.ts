import type { Fix, Report, Rule } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { equals } from "../../python/compare";
import type { PythonValue } from "../../yaml/value";
import { saidElsewhere } from "./saidElsewhere";

/** A rule of whose fixes none is preferred that adds a key with another value than the files give it elsewhere. */
export function heedingTheRest(rule: Rule): Rule {
  const heeding = (launch: Launch, report: (finding: Report) => void) => (found: Report) => {
    const { fixes } = found;
    report(
      fixes === undefined
        ? found
        : {
            ...found,
            fixes: (looks) => fixes(looks).map((it) => (overrides(launch, it) ? notPreferred(it) : it)),
          },
    );
  };
  const { checking } = rule;
  return {
    ...rule,
    check: (launch, report) => rule.check(launch, heeding(launch, report)),
    ...(checking && { checking: (launch, report) => checking(launch, heeding(launch, report)) }),
  };
}

function overrides(launch: Launch, { set = {}, remove = [] }: Fix): boolean {
  const isOther = ([name, value]: [string, PythonValue]) =>
    (launch.settings.get(name)?.value ?? null) === null &&
    saidElsewhere(launch, name).some((it) => !remove.includes(it.name) && !equals(it.value, value));
  return Object.entries(set).some(isOther);
}

function notPreferred(fix: Fix): Fix {
  return { ...fix, preferred: false };
}
