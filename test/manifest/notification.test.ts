import { expect, test } from "vitest";
import { notification } from "../../protocol/notification";

/** What VS Code takes for a link in a notification (its `linkedText.ts`), by our own words. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

test("no name in a notification is a link", () => {
  const name = "[Fix](command:workbench.action.terminal.new) [](x)](command:y)";
  expect(name).toMatch(LINK);
  expect(notification(`The gpt-neox in ${name} has more.`)).not.toMatch(LINK);
  expect(notification("Rule a[0] (b)")).toBe("Rule a[0] (b)");
});
