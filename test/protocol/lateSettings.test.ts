import { expect, test } from "vitest";
import { ConfigurationRequest } from "vscode-languageserver-protocol/node";
import { overStdio } from "./client";

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
