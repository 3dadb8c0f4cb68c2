/// <reference types="mocha" />
import { assert } from "chai";
import { commands, type TextDocument, window, workspace } from "vscode";
import { isProcess } from "../../../client/src/host";
import { CHECKOUT } from "../../smallCheckout";
import { closeAll, open, until, uriOf, withSetting, write } from "../editor";

/** The path of a Python that can ask a checkout, as bundle.mjs finds it; empty where there is none. */
declare const PYTHON_WITH_YAML: string;

const CONFIG = "odd.yml";
const CONSENT = "Run the code of your gpt-neox checkout?";

/** What stands in for the dialogs of VS Code, which no command can answer: whether to consent, and what was shown. */
interface Dialogs {
  readonly consents: boolean;
  readonly shown: string[];
}

async function withDialogs(consents: boolean, body: (dialogs: Dialogs) => Promise<void>): Promise<void> {
  const dialogs: Dialogs = { consents, shown: [] };
  const { showInformationMessage, showWarningMessage, showInputBox } = window;
  const show = async (message: string) => void dialogs.shown.push(message);
  Object.assign(window, {
    showInformationMessage: show,
    showWarningMessage: async (message: string, _: unknown, yes: string) => {
      await show(message);
      return consents ? yes : undefined;
    },
    showInputBox: async () => PYTHON_WITH_YAML,
  });
  try {
    await body(dialogs);
  } finally {
    Object.assign(window, { showInformationMessage, showWarningMessage, showInputBox });
  }
}

const pages = (path: string) => workspace.textDocuments.filter(({ uri }) => uri.path === path);

/** The text of a page, once it has `part`. */
async function textOf(path: string, part: string): Promise<string> {
  const text = () => pages(path)[0]?.getText() ?? "";
  return until(text, (found) => found.includes(part));
}

const ask = () => commands.executeCommand("neoxConfig.askNeox");
const ASKED = `/ask/NeoX itself: ${CONFIG}.md`;

suite("a checkout of one's own", () => {
  suiteSetup(async () => {
    for (const [name, text] of Object.entries(CHECKOUT)) await write(`neox/${name}`, text);
    await write(CONFIG, "# neox-config: on\nhidden_size: 5\n");
  });
  suiteTeardown(async () => {
    await workspace.fs.delete(uriOf("neox"), { recursive: true });
    await workspace.fs.delete(uriOf(CONFIG));
  });
  teardown(closeAll);

  /** `body` with the config in front, which the checkout runs. */
  const onCheckout = async (body: (document: TextDocument) => Promise<void>) => {
    const document = await open(CONFIG);
    await withSetting("target", "neox", () => body(document));
  };

  test("neoxConfig.showCheckout: what is known of it, and of no other NeoX", async () => {
    const path = `/checkout/Checkout: ${CONFIG}.md`;
    await open(CONFIG);
    await withSetting("target", "main", () =>
      withDialogs(false, async ({ shown }) => {
        await commands.executeCommand("neoxConfig.showCheckout");
        assert.deepEqual(shown, ["No checkout of gpt-neox is known to run this config."]);
        assert.isEmpty(pages(path));
      }),
    );
    await onCheckout(async () => {
      await commands.executeCommand("neoxConfig.showCheckout");
      const text = await textOf(path, "`wait`");
      assert.include(text, "# What is known of this checkout\n\n`neox`");
      assert.include(text, "## Arguments of its own\n\n- `extra`\n- `wait`");
    });
  });

  if (!isProcess) {
    test("neoxConfig.askNeox: a browser has no Python, which is said, and nothing is asked", () =>
      onCheckout(() =>
        withDialogs(true, async ({ shown }) => {
          await ask();
          assert.deepEqual(shown, [
            "NeoX cannot be asked in a browser: only a machine with a Python can run it.",
          ]);
          assert.isEmpty(pages(ASKED));
        }),
      ));
    return;
  }

  test("neoxConfig.askNeox: without consent nothing runs", () =>
    onCheckout(() =>
      withDialogs(false, async ({ shown }) => {
        await ask();
        assert.deepEqual(shown, [CONSENT]);
        assert.isEmpty(pages(ASKED));
      }),
    ));

  const title = PYTHON_WITH_YAML ? "" : ", skipped: no python3 with PyYAML (PYTHON names one)";
  (PYTHON_WITH_YAML ? test : test.skip)(
    `neoxConfig.askNeox: its own verdict, after consent that is asked for once${title}`,
    () =>
      onCheckout(async (document) => {
        await withDialogs(true, async ({ shown }) => {
          await ask();
          assert.deepEqual(shown, [CONSENT]);
        });
        const text = await textOf(ASKED, "ValueError");
        assert.include(text, "**NeoX stops, and we did not expect it**");
        assert.include(text, "ValueError: hidden_size must be even");
        assert.include(text, "Keys: `hidden_size`");
        await window.showTextDocument(document);
        await withDialogs(false, async ({ shown }) => {
          await ask();
          assert.deepEqual(shown, []);
        });
      }),
  );
});
