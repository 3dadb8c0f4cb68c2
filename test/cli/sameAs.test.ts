import { afterEach, expect, test } from "vitest";
import { Workplace } from "./command";

const CONFIG = `{"model_type": "llama", "vocab_size": 304, "hidden_size": 64, "num_hidden_layers": 2,
"num_attention_heads": 4, "intermediate_size": 96, "max_position_embeddings": 128}`;

const places: Workplace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

test("check --same-as FOLDER and the comment tell the same, from the folder where the launch runs", async () => {
  const place = await Workplace.with({ "models/mine/config.json": CONFIG });
  places.push(place);
  const { stdout } = await place.command(["from-hf", "models/mine", "--neox", "main"]);
  const wrong = stdout.replace("intermediate_size: 288", "intermediate_size: 96");
  await place.write("right.yml", stdout);
  await place.write("wrong.yml", wrong);
  await place.write("commented.yml", `# neox-config: same-as models/mine/config.json\n${wrong}`);
  const told = async (...args: string[]) => {
    const ended = await place.command(["check", ...args, "--neox", "main", "--format", "json"]);
    const { diagnostics } = JSON.parse(ended.stdout);
    return diagnostics
      .filter(({ rule }: { rule: string }) => rule === "other-model-than-meant")
      .map(({ message }: { message: string }) => message.replace(/^\S+ /, ""));
  };
  const message = "is built with intermediate_size: 288: 84,288 parameters here, 108,864 there.";
  expect(await told("right.yml", "--same-as", "models/mine")).toEqual([]);
  expect(await told("wrong.yml", "--same-as", "models/mine")).toEqual([message]);
  expect(await told("commented.yml")).toEqual([message]);
});

test("a model that cannot be read is told", async () => {
  const place = await Workplace.with({ "a.yml": "num_layers: 2\n" });
  places.push(place);
  const { stdout } = await place.command(["check", "a.yml", "--same-as", "/dev/null", "--format", "json"]);
  const told = JSON.parse(stdout).diagnostics.filter(
    ({ rule }: { rule: string }) => rule === "other-model-than-meant",
  );
  expect(told).toMatchObject([
    { severity: "information", message: "/dev/null cannot be read here, so nothing is compared with it." },
  ]);
});
