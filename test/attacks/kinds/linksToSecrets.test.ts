import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { attacked, hostileFolder, MODEL, plant } from "../command";
import { expectWithstood } from "./attack";

/** What lies on a machine that checks what strangers ask for, by its form. */
const SECRETS: Readonly<Record<string, string>> = {
  "lines of words": "machine github.com login x password SECRET1\nmachine b login SECRET2 password z\n",
  "one word": "hvs.SECRET_1-2",
  YAML: "github.com:\n    oauth_token: SECRET1\nuser: SECRET2\nSECRET3: 1\n",
  JSON: '{"auths": {"a": {"auth": "SECRET1"}}, "SECRET2": ["SECRET3"]}',
  "a key": "-----BEGIN KEY-----\nSECRET1\nSECRET2\n-----END KEY-----\n",
  "the words of a pickle": "gSECRET1\n.",
};

const tokenizer = (type: string) =>
  `tokenizer_type: ${type}\nvocab_file: d/tokenizer.json\nmerge_file: d/merges.txt\n`;

/** What a config of a repository says, by the file that it names and that is a link. */
const CONFIGS: Readonly<Record<string, string>> = {
  latest: "load: latest\n",
  universal: "load: universal\ncheckpoint: {load_universal: true}\n",
  rank: "load: rank\n",
  saved: "load: saved\n",
  hostfile: "hostfile: ./d/hosts\ninclude: a\n",
  prompts: "text_gen_type: input-file\nsample_input_file: d/prompts\n",
  huggingFace: tokenizer("HFTokenizer"),
  sentencePiece: tokenizer("SPMTokenizer"),
  gpt2: tokenizer("GPT2BPETokenizer"),
  dataset: "data_path: d/text\n",
  model: "# neox-config: same-as m\n",
  companion: "# neox-config: with d/more.yml\n",
};

const LINKS = [
  ...["latest/latest", "universal/latest_universal", "rank/global_step1/mp_rank_00_model_states.pt"],
  ...["saved/global_step1/configs/a.yml", "d/hosts", "d/prompts", "d/tokenizer.json", "d/merges.txt"],
  ...["d/text.idx", "d/text.bin", "m/config.json", "d/more.yml"],
];

const COMMANDS = [
  ["check", "--each", ".", "--format", "json"],
  ["compare", "--checkpoint", "saved.yml"],
  ["report", "latest.yml", "--format", "json"],
] as const;

test.for(Object.entries(SECRETS))(
  "%s outside of a repository, to which all its links lead, is not told",
  async ([, secret]) => {
    const folder = hostileFolder({ secret });
    const repository = join(folder, "repository");
    const files = Object.entries(CONFIGS).map(([name, says]) => [`${name}.yml`, MODEL + says] as const);
    for (const [name, content] of files) plant(repository, name, content);
    for (const name of [".git/HEAD", "rank/latest", "saved/latest"]) plant(repository, name, "global_step1");
    for (const link of LINKS) {
      mkdirSync(dirname(join(repository, link)), { recursive: true });
      symlinkSync(join(folder, "secret"), join(repository, link));
    }
    for (const args of COMMANDS) {
      const ended = await attacked(args, { cwd: repository, env: { CI: "true" } });
      expectWithstood(ended, args);
      expect(ended.stdout + ended.stderr).not.toMatch(/SECRET/);
    }
  },
);
