import { expect, test, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { ConfigurationRequest } from "vscode-languageserver-protocol/node";
import { SettingsStore } from "../../server/src/lsp/settingsStore";
import { inProcess, overStdio } from "./client";
import { WAIT } from "./workspace";

test("a text is told of before a slow editor has said its settings, and again when it has", async () => {
  const client = await overStdio();
  let say: (settings: object) => void = () => {};
  const settings = new Promise<object>((resolve) => {
    say = resolve;
  });
  client.connection.onRequest(ConfigurationRequest.type, () => settings.then((it) => [it]));
  try {
    await client.open('{ "num_layers": 2, "hiden_size": 64 }\n# neox-config: on\n');
    const [early] = await client.diagnosticsFor(1);
    expect(early?.code).toBe("unknown-argument");
    say({ rules: { "unknown-argument": "off" } });
    await client.answer(({ diagnostics }) => diagnostics.every(({ code }) => code !== "unknown-argument"));
  } finally {
    await client.stop();
  }
});

test("an editor is told to ask again for the numbers above and beside keys when settings change", async () => {
  const client = await inProcess();
  try {
    await client.open("# neox-config: on\n");
    client.refreshed.length = 0;
    await client.configure({ gpus: 8 });
    const expected = ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"];
    await vi.waitFor(() => expect(new Set(client.refreshed)).toEqual(new Set(expected)), WAIT);
  } finally {
    await client.stop();
  }
});

test.each([{}, { neoxConfig: null }])(
  "where a client takes its settings back by %j, those of its start hold",
  async (back) => {
    const store = new SettingsStore({} as Connection, {}, { target: "main" }, () => {});
    store.change({ neoxConfig: { target: "v2.0", gpus: 8 } });
    expect(await store.of("file:///a.yml")).toMatchObject({ target: "v2.0", gpus: 8 });
    store.change({ other: { target: "x" } });
    store.change(null);
    expect(await store.of("file:///a.yml")).toMatchObject({ target: "v2.0", gpus: 8 });
    store.change(back);
    expect(await store.of("file:///a.yml")).toMatchObject({ target: "main", gpus: null });
  },
);
