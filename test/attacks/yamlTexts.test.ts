import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLE, type Client, serverProcess } from "../protocol/client";
import { attacked, hostileFolder, MEGABYTES, SECONDS } from "./command";
import { YAML_TEXTS } from "./yamlTexts";

test(
  "each hostile text is answered by the command, in one process",
  async () => {
    const lines = Object.entries(YAML_TEXTS).map(([id, text]) =>
      JSON.stringify({ id, files: [{ name: "a.yml", text }] }),
    );
    const { exit, stdout, stderr } = await attacked(["check", "--launches", "-"], {
      cwd: hostileFolder(),
      stdin: `${lines.join("\n")}\n`,
      seconds: SECONDS * lines.length,
    });
    const answers = stdout.split("\n").filter(Boolean);
    expect(answers.map((it) => JSON.parse(it).id)).toEqual(Object.keys(YAML_TEXTS));
    expect(answers.filter((it) => "error" in JSON.parse(it))).toEqual([]);
    expect(stderr).not.toMatch(/fault of neox-config|failed itself/);
    expect(exit).toBe(1);
  },
  SECONDS * 60_000,
);

let client: Client;
beforeAll(async () => {
  client = await serverProcess(process.execPath, [`--max-old-space-size=${MEGABYTES}`, BUNDLE, "--stdio"]);
});
afterAll(() => client.stop());

test.each(Object.entries(YAML_TEXTS))(
  "%s: the server reads it and answers about its end",
  async (name, text) => {
    const uri = `file:///work/${encodeURIComponent(name)}.yml`;
    await client.open(`# neox-config: on\n${text}`, uri);
    const position = { line: text.split("\n").length - 2, character: 1 };
    const asked = { position, textDocument: { uri } };
    const answers = ["hover", "completion", "definition"].map((question) =>
      client.connection.sendRequest(`textDocument/${question}`, asked),
    );
    for (const answer of await Promise.allSettled(answers))
      expect(answer).toMatchObject({ status: "fulfilled" });
    await client.close(uri);
  },
  SECONDS * 6000,
);
