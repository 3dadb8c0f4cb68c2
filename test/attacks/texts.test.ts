import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLE, type Client, serverProcess } from "../protocol/client";
import { attacked, hostileFolder, MEGABYTES, SECONDS } from "./command";
import { QUESTIONS } from "./questions";
import { TEXTS } from "./texts";

/** For a dozen questions about a text. */
const TEXT_LIMIT = SECONDS * 6000;

test(
  "each hostile text is answered by the command, in one process",
  async () => {
    const lines = Object.entries(TEXTS).map(([id, text]) =>
      JSON.stringify({ id, files: [{ name: "a.yml", text }] }),
    );
    const { exit, stdout, stderr } = await attacked(["check", "--launches", "-"], {
      cwd: hostileFolder(),
      stdin: `${lines.join("\n")}\n`,
      seconds: SECONDS * lines.length,
    });
    const answers = stdout.split("\n").filter(Boolean);
    expect(answers.map((it) => JSON.parse(it).id)).toEqual(Object.keys(TEXTS));
    expect(answers.filter((it) => "error" in JSON.parse(it))).toEqual([]);
    expect(stderr).not.toContain("fault of neox-config");
    expect(exit).toBe(1);
  },
  SECONDS * 60_000,
);

let client: Client;
beforeAll(async () => {
  client = await serverProcess(process.execPath, [`--max-old-space-size=${MEGABYTES}`, BUNDLE, "--stdio"]);
});
afterAll(() => client.stop());

test.each(Object.entries(TEXTS))(
  "%s: whatever an editor asks, it is answered",
  async (name, text) => {
    const uri = `file:///work/${encodeURIComponent(name)}.yml`;
    await client.open(`# neox-config: on\n${text}`, uri);
    const line = text.split("\n").length - 2;
    for (const position of [
      { line: 2, character: 3 },
      { line, character: 1 },
    ]) {
      const range = { start: position, end: position };
      const asked = { uri, position, range, textDocument: { uri } };
      const answers = Object.entries(QUESTIONS).map(([method, params]) =>
        client.connection.sendRequest(method, { ...params, ...asked }),
      );
      for (const answer of await Promise.allSettled(answers))
        expect(answer).toMatchObject({ status: "fulfilled" });
    }
    await client.close(uri);
  },
  TEXT_LIMIT,
);
