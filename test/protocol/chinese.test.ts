import { expect, test } from "vitest";
import translations from "../../l10n/bundle.l10n.zh-cn.json" with { type: "json" };
import { inProcess } from "./client";

test("a client that sends Chinese messages reads them; what is not translated stays English", async () => {
  const client = await inProcess({}, false, "file:///work", { translations });
  await client.open(
    "hidden_size: 100\nnum_layers: 2\nnum_attention_heads: 3\nseq_length: 64\nmax_position_embeddings: 64\nsave_interval: 10\n",
  );
  const diagnostics = await client.diagnosticsFor(1);
  const messages = Object.fromEntries(diagnostics.map(({ code, message }) => [code, message]));
  expect(messages["hidden-size-heads"]).toBe(
    "hidden_size 100 不能被 num_attention_heads 3 整除：每个头的宽度将是 33.33。\n" +
      "检查参数时，megatron/neox_arguments/arguments.py:validate_values 抛出 ValueError",
  );
  expect(messages["removed-argument"]).toMatch(/^save_interval is no argument any more/);
});
