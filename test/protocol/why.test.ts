import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WHY_REQUEST, type WhyAnswer, type WhyParams } from "../../protocol/commands";
import { type Client, overStdio } from "./client";
import { TestFolder } from "./workspace";

const CONFIG =
  "num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8\nseq_length: 4096\nmax_position_embeddings: 4096\n";
const LOG = `NeoXArgs.from_ymls() ['configs/13B.yml']
Traceback (most recent call last):
  File "/opt/gpt-neox/megatron/training.py", line 700, in forward_step
    gqa_project(...)
  File "/opt/gpt-neox/megatron/model/transformer.py", line 745, in gqa_project
    raise RuntimeError(...)
RuntimeError: shape '[4096, 1, 5, 179]' is invalid for input of size 3670016
`;

let folder: TestFolder;
let client: Client;
beforeEach(async () => {
  folder = new TestFolder({ "configs/13B.yml": CONFIG, "other.yml": CONFIG.replace("8", "10") });
  folder.write("run.log", LOG);
  client = await overStdio({}, false, folder.uri);
});
afterEach(async () => {
  await client.stop();
  folder.remove();
});

const why = (params: WhyParams): Promise<WhyAnswer | null> =>
  client.connection.sendRequest(WHY_REQUEST, params);

test("a text is explained with the config that it names, and the keys are found there", async () => {
  const answer = await why({ logs: [{ name: "the text", text: LOG }], uri: folder.uriOf("other.yml") });
  expect(answer?.failed).toBe(true);
  expect(answer?.markdown).toContain("`kv-heads-reshape`: this launch fails so");
  expect(answer?.places.map(({ key, uri, range }) => [key, uri, range.start.line])).toEqual([
    ["num_kv_heads", folder.uriOf("configs/13B.yml"), 3],
    ["num_attention_heads", folder.uriOf("configs/13B.yml"), 2],
    ["hidden_size", folder.uriOf("configs/13B.yml"), 1],
  ]);
});

test("a file is read where it lies, and one that is not there cannot be", async () => {
  const logs = [{ name: "run.log", uri: folder.uriOf("run.log") }];
  expect((await why({ logs }))?.markdown).toContain("line 7 of run.log");
  expect(await why({ logs: [{ name: "no.log", uri: folder.uriOf("no.log") }] })).toBeNull();
  expect(await why({ logs: [{ name: "folder", uri: folder.uri }] })).toBeNull();
});

const logOf = (name: string) => ({ logs: [{ name, uri: folder.uriOf(name) }] });

test("a zipped file is unzipped, and one that is cut short cannot be read", async () => {
  const zipped = gzipSync(LOG);
  folder.write("run.log.gz", zipped);
  folder.write("cut.log.gz", zipped.subarray(0, zipped.length - 12));
  expect((await why(logOf("run.log.gz")))?.markdown).toContain("line 7 of run.log.gz");
  expect(await why(logOf("cut.log.gz"))).toBeNull();
});

test("a file in UTF-16 is read, and one of another packer is not taken for one without a failure", async () => {
  folder.write("wide.log", Buffer.from(`\ufeff${LOG}`, "utf16le"));
  folder.write("run.log.zst", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, ...Buffer.from(LOG)));
  expect((await why(logOf("wide.log")))?.markdown).toContain("line 7 of wide.log");
  expect(await why(logOf("run.log.zst"))).toBeNull();
});

test("a log without a failure has none", async () => {
  const answer = await why({ logs: [{ name: "the text", text: "training ...\n" }] });
  expect(answer).toEqual({ failed: false, markdown: "**No failure in this log.**\n", places: [] });
});
