import { describe, expect, onTestFinished, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver-protocol";
import { ASK_NEOX_REQUEST } from "../../protocol/commands";
import { isThere, PYTHON } from "../checkoutPython";
import { expectEnded, runningIn } from "../running";
import { CHECKOUT } from "../smallCheckout";
import { overStdio } from "./client";
import { TestFolder } from "./workspace";

/** Asks the built server, which alone can run a Python, of an open config in a folder with a checkout. */
async function asking(text: string, { neox = ".", isTrusted = true } = {}) {
  const folder = new TestFolder({ ...CHECKOUT, ".neox-config.yml": `neox: ${neox}\n`, "a.yml": text });
  onTestFinished(() => folder.remove());
  const client = await overStdio({ gpus: 1 }, false, folder.uri, { isTrusted });
  let ended: ReturnType<typeof client.stop> | undefined;
  const end = async () => {
    ended ??= client.stop();
    await ended;
  };
  onTestFinished(end);
  const uri = folder.uriOf("a.yml");
  await client.open(`# neox-config: on\n${text}`, uri);
  const source = new CancellationTokenSource();
  const params = { uri, python: PYTHON };
  return {
    source,
    end,
    folder: folder.path,
    answer: client.connection.sendRequest<string | null>(ASK_NEOX_REQUEST, params, source.token),
  };
}

describe.skipIf(!isThere)(
  isThere ? "NeoX itself is asked of an open config" : "skipped: no python3 with PyYAML (PYTHON names one)",
  () => {
    test("and its verdict stands beside ours", async () => {
      const { answer } = await asking("hidden_size: 5\n");
      expect(await answer).toMatch(/^\*\*NeoX stops, and we did not expect it\*\*[\s\S]*must be even/);
    }, 120_000);

    test("until somebody cancels", async () => {
      const { answer, source } = await asking("wait: true\n");
      setTimeout(() => source.cancel(), 1500);
      expect(await answer.catch(() => "")).toBe("");
    }, 60_000);

    test("until the server ends", async () => {
      const { answer, end, folder } = await asking("wait: true\n");
      answer.catch(() => "");
      const pid = await runningIn(folder);
      await end();
      await expectEnded(pid);
    }, 120_000);
  },
);

test("in a workspace without trust, or without a checkout, nothing is run", async () => {
  expect(await (await asking("hidden_size: 5\n", { isTrusted: false })).answer).toBeNull();
  expect(await (await asking("hidden_size: 5\n", { neox: "main" })).answer).toBeNull();
}, 60_000);
