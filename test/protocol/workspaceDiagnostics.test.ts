import { describe, expect, onTestFinished, test } from "vitest";
import {
  CancellationTokenSource,
  type PreviousResultId,
  ShowMessageRequest,
  WorkDoneProgress,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol";
import { type Client, inProcess, overStdio, type Transport } from "./client";
import { mark, TestFolder } from "./workspace";

const FILES = {
  ".neox-config.yml": "neox: main\nrules: { no-rule: off }\n",
  "a.yml":
    "# neox-config: with below/b.yml\nhidden_size: 128\nnum_attention_heads: 12\npipe_parallel_size: 0\nseed: 1\n" +
    "num_layers: 2\nseq_length: 64\nmax_position_embeddings: 64\ntrain_micro_batch_size_per_gpu: 4\n",
  "alone.yml": "hidden_size: 128\nnum_attention_heads: 16\npipe_parallel_size: 1\ninit_method_std: 1e-1\n",
  "below/b.yml": "seed: 2\n",
  "below/fine.yml": "hidden_size: 128\nnum_attention_heads: 16\npipe_parallel_size: 1\n",
  "below/pod.yaml": "apiVersion: v1\nkind: Pod\n",
  "node_modules/c.yml": "hidden_size: 128\nnum_attention_heads: 12\n",
};
const MARKS = {
  ".neox-config.yml": ["project-file 2 1:9-16"],
  "a.yml": ["hidden-size-heads 1 1:13-16", "duplicate-key 4 4:0-4"],
  "alone.yml": ["number-as-string 1 3:17-21"],
  "below/b.yml": ["duplicate-key 1 0:0-4"],
  "below/fine.yml": [],
};

/** What the server asks its user to read, as it comes. */
function toldBy(client: Client): readonly string[] {
  const told: string[] = [];
  client.connection.onRequest(ShowMessageRequest.type, ({ message }) => {
    told.push(message);
    return null;
  });
  return told;
}

/** The last report of each file, by its name. */
function marksOf(folder: TestFolder, items: WorkspaceDiagnosticReport["items"]): Record<string, string[]> {
  return Object.fromEntries(
    items.map((report) => [
      report.uri.slice(folder.uri.length + 1),
      report.kind === "full" ? report.items.map(mark) : ["unchanged"],
    ]),
  );
}

describe.each<[string, Transport]>([
  ["in process", inProcess],
  ["the bundle over stdio", overStdio],
])("all configs of the workspace: %s", (_, transport) => {
  async function start(options = {}): Promise<{ client: Client; folder: TestFolder }> {
    const folder = new TestFolder(FILES);
    onTestFinished(() => folder.remove());
    const client = await transport({}, true, folder.uri, options);
    onTestFinished(async () => {
      await client.stop();
    });
    return { client, folder };
  }

  function ask(
    client: Client,
    previousResultIds: PreviousResultId[] = [],
  ): Promise<WorkspaceDiagnosticReport> {
    return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
  }

  test("each in its launch, open or not; other programs' files and skipped folders get nothing", async () => {
    const { client, folder } = await start();
    expect(marksOf(folder, (await ask(client)).items)).toEqual(MARKS);
    await client.open(
      "hidden_size: 128\nnum_attention_heads: 16\npipe_parallel_size: 1\n",
      folder.uriOf("alone.yml"),
    );
    const { items } = await ask(client);
    expect(marksOf(folder, items)).toEqual({ ...MARKS, "alone.yml": [] });
    expect(items.filter(({ version }) => version !== null).map(({ uri }) => uri)).toEqual([
      folder.uriOf("alone.yml"),
    ]);
  });

  test("with progress, and with the results as they come", async () => {
    const { client, folder } = await start();
    const items: WorkspaceDiagnosticReport["items"] = [];
    const steps: string[] = [];
    client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, "results", (part) => {
      items.push(...part.items);
    });
    client.connection.onProgress(WorkDoneProgress.type, "work", (step) => {
      steps.push(step.kind === "begin" ? `${step.title} ${step.cancellable}` : (step.message ?? step.kind));
    });
    const last = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
      partialResultToken: "results",
      workDoneToken: "work",
    });
    expect(last).toEqual({ items: [] });
    expect(marksOf(folder, items)).toEqual(MARKS);
    expect(steps).toEqual(["Checking all configs true", "1/6", "2/6", "3/6", "4/6", "5/6", "6/6", "end"]);
  });

  test("until it is cancelled", async () => {
    const { client } = await start();
    const source = new CancellationTokenSource();
    client.connection.onProgress(WorkDoneProgress.type, "work", ({ kind }) => {
      if (kind === "report") source.cancel();
    });
    const params = { previousResultIds: [], workDoneToken: "work" };
    const answer = client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params, source.token);
    await expect(answer).rejects.toMatchObject({ message: "cancelled" });
  });

  test("who asks again is answered after a change, with what has changed and what is gone", async () => {
    const { client, folder } = await start();
    const { items } = await ask(client);
    const previous = items.map(({ uri, resultId }) => ({ uri, value: resultId ?? "" }));
    let isAnswered = false;
    const again = ask(client, previous).finally(() => {
      isAnswered = true;
    });
    await ask(client);
    expect(isAnswered, "what was found for the first answer is no change after it").toBe(false);
    folder.delete("alone.yml");
    folder.write("below/b.yml", "seed: 3\nlog_interval: 1.5\n");
    await client.watchedFileChanged(folder.uriOf("alone.yml"), folder.uriOf("below/b.yml"));
    expect(marksOf(folder, (await again).items)).toEqual({
      ".neox-config.yml": ["unchanged"],
      "a.yml": ["unchanged"],
      "alone.yml": [],
      "below/b.yml": ["duplicate-key 1 0:0-4", "wrong-type 1 1:14-17"],
      "below/fine.yml": ["unchanged"],
    });
  });

  test("is offered to clients that do not say that their users ask for it", async () => {
    for (const [options, workspaceDiagnostics] of [
      [{}, true],
      [{ checksAllOnDemand: true }, false],
    ] as const) {
      const { client } = await start(options);
      expect(client.initialized?.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics });
    }
  });
});

test("the patterns of the user start at the folder, however the client escapes its name", async () => {
  const folder = new TestFolder({
    "runs (1)/lists/a.yml": "colour: red\n",
    "runs (1)/b.yml": "colour: red\n",
  });
  onTestFinished(() => folder.remove());
  const client = await inProcess({ files: ["lists/*.yml"] }, true, `${folder.uri}/runs%20(1)`);
  onTestFinished(async () => {
    await client.stop();
  });
  const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
    previousResultIds: [],
  });
  const marks = marksOf(folder, items);
  expect(Object.values(marks)).toEqual([["unknown-argument 2 0:0-6"]]);
  expect(Object.keys(marks).map(decodeURIComponent)).toEqual(["runs (1)/lists/a.yml"]);
});

test("of a workspace with too many files the first thousand are checked, and the user is told", async () => {
  const names = Array.from({ length: 1001 }, (_, index) => `${index}.yml`);
  const folder = new TestFolder(Object.fromEntries(names.map((name) => [name, "kind: Pod\n"])));
  onTestFinished(() => folder.remove());
  const client = await inProcess({}, true, folder.uri, { checksAllOnDemand: true });
  onTestFinished(async () => {
    await client.stop();
  });
  const told = toldBy(client);
  const steps: string[] = [];
  client.connection.onProgress(WorkDoneProgress.type, "work", (step) => {
    if (step.kind === "report") steps.push(step.message ?? "");
  });
  const params = { previousResultIds: [], workDoneToken: "work" };
  expect(await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, params)).toEqual({ items: [] });
  expect(steps.at(-1)).toBe("1000/1000");
  expect(told).toEqual(["The workspace is too large: not all of its files are checked."]);
});

test("of launches that share a long file not all are checked, and the user is told", async () => {
  const names = Array.from({ length: 15 }, (_, index) => `${index + 10}.yml`);
  const own = "# neox-config: with long.yml\ninit_method_std: 1e-1\nhidden_size: 128\nnum_layers: 2\n";
  const folder = new TestFolder({
    "long.yml": `seq_length: 64\n${"# nothing to say\n".repeat(110_000)}`,
    ...Object.fromEntries(names.map((name) => [name, own])),
  });
  onTestFinished(() => folder.remove());
  const client = await inProcess({}, true, folder.uri, { checksAllOnDemand: true });
  onTestFinished(async () => {
    await client.stop();
  });
  const told = toldBy(client);
  for (const previousResultIds of [[], []]) {
    const answer = client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    const marks = marksOf(folder, (await answer).items);
    expect(Object.keys(marks).sort()).toEqual([...names.slice(0, 11), "long.yml"]);
  }
  const sentence =
    "Too much would be checked again for further launches. Launches left out: 4, the first is 21.yml.";
  expect(told).toEqual([sentence, sentence]);
});

test.each([
  [
    "find",
    6,
    "seq_length: 1\n",
    "More is found than is told at once. Launches left out: 2, the first is 5.yml.",
  ],
  [
    "name",
    9,
    "- N/x\n",
    "More files are named than are looked at. Launches whose files were not all looked at: 1, the first is 9.yml.",
  ],
])(
  "of configs that %s a lot further ones are left out, and the user is told",
  async (_, count, line, sentence) => {
    const configs = Array.from({ length: count }, (_, index): readonly [string, string] => {
      const lines = Array.from({ length: 900 }, (_, at) => line.replace("N", `${index}/${at}`));
      return [`${index + 1}.yml`, `hidden_size: 128\nnum_layers: 2\ntrain_data_paths:\n${lines.join("")}`];
    });
    const folder = new TestFolder(Object.fromEntries(configs));
    onTestFinished(() => folder.remove());
    const client = await inProcess({}, true, folder.uri, { checksAllOnDemand: true });
    onTestFinished(async () => {
      await client.stop();
    });
    const told = toldBy(client);
    await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(told).toEqual([sentence]);
  },
);
