import { afterAll, beforeAll, expect, test } from "vitest";
import { BUNDLE, type Client, serverProcess } from "../protocol/client";
import { attacked, hostileFolder, MEGABYTES, SECONDS } from "./command";

type Question = readonly [method: string, params: object];

/**
 * Tests that texts are answered, by the command all in one process, and by one server each: the questions about a text
 * are asked round after round.
 */
export function testTexts(
  texts: Readonly<Record<string, string>>,
  wanted: string,
  rounds: (uri: string, text: string) => readonly (readonly Question[])[],
): void {
  test(
    "each hostile text is answered by the command, in one process",
    () => expectAnswered(texts),
    SECONDS * 60_000,
  );

  let client: Client;
  beforeAll(async () => {
    client = await serverProcess(process.execPath, [`--max-old-space-size=${MEGABYTES}`, BUNDLE, "--stdio"]);
  });
  afterAll(() => client.stop());

  test.each(Object.entries(texts))(
    `%s: ${wanted}`,
    async (name, text) => {
      const uri = `file:///none/${encodeURIComponent(name)}.yml`;
      await client.open(`# neox-config: on\n${text}`, uri);
      for (const questions of rounds(uri, text)) {
        const answers = questions.map(([method, params]) => client.connection.sendRequest(method, params));
        for (const answer of await Promise.allSettled(answers))
          expect(answer).toMatchObject({ status: "fulfilled" });
      }
      await client.close(uri);
    },
    SECONDS * 6000,
  );
}

async function expectAnswered(texts: Readonly<Record<string, string>>): Promise<void> {
  const launches = Object.entries(texts).map(([id, text]) =>
    JSON.stringify({ id, files: [{ name: "a.yml", text }] }),
  );
  const { exit, stdout, stderr } = await attacked(["check", "--launches", "-"], {
    cwd: hostileFolder(),
    stdin: `${launches.join("\n")}\n`,
    seconds: SECONDS * launches.length,
  });
  const answers = stdout.split("\n").filter(Boolean);
  expect(answers.map((it) => JSON.parse(it).id)).toEqual(Object.keys(texts));
  expect(answers.filter((it) => "error" in JSON.parse(it))).toEqual([]);
  expect(stderr).not.toMatch(/fault of neox-config|failed itself/);
  expect(exit).toBe(1);
}
