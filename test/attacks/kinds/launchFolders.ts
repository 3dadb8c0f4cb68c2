import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "vitest";
import { hostileFolder } from "../command";
import { QUESTIONS } from "../questions";
import { RawServer } from "../rawServer";
import { expectNoFault, type Place } from "./askedTexts";

/** Files beside `a.yml`, which is open, and what is no regular file. */
export interface LaunchFolder {
  readonly files: Readonly<Record<string, string>>;
  readonly prepare?: (folder: string) => void;
}

/** A sound script that is read after all others. */
const LAST = { "z.sh": "deepy.py train.py a.yml z.yml\n", "z.yml": "train_iters: 5\n" };

/** What an editor asks of a config of launches beside what it asks of any text. */
const OF_LAUNCHES = { "neoxConfig/launches": {}, "neoxConfig/effective": {}, "textDocument/definition": {} };

/** Asks a server of its own about a place in the config of each folder, until it has searched all of the folder. */
export function askInFolders(folders: Readonly<Record<string, LaunchFolder>>, position: Place): void {
  test.concurrent.for(Object.entries(folders))("%s", async ([, { files, prepare }], { onTestFinished }) => {
    const folder = hostileFolder({ ...files, ...LAST }, onTestFinished);
    prepare?.(folder);
    const server = new RawServer();
    onTestFinished(() => void server.process.kill("SIGKILL"));
    await server.start(null, pathToFileURL(folder).href);
    const uri = pathToFileURL(join(folder, "a.yml")).href;
    server.open(uri, files["a.yml"] ?? "");
    const asked = { uri, position, range: { start: position, end: position }, textDocument: { uri } };
    for (const [method, params] of Object.entries({ ...QUESTIONS, ...OF_LAUNCHES }))
      await server.ask(method, { ...params, ...asked });
    // The folder is searched behind all answers.
    while (!server.received.includes("z.sh")) await server.ask("neoxConfig/launches", asked);
    expectNoFault(server);
  });
}
