import { expect, test } from "vitest";
import translations from "../../l10n/bundle.l10n.zh-cn.json" with { type: "json" };
import { inProcess } from "./client";

test("a client that sends Chinese messages reads them, in findings and hovers", async () => {
  const client = await inProcess({}, false, "file:///none", { translations });
  await client.open(
    "hidden_size: 100\nnum_layers: 2\nnum_attention_heads: 3\nseq_length: 64\nmax_position_embeddings: 64\nsave_interval: 10\n",
  );
  const diagnostics = await client.diagnosticsFor(1);
  const messages = Object.fromEntries(diagnostics.map(({ code, message }) => [code, message]));
  expect(messages["hidden-size-heads"]).toBe(
    "hidden_size 100 不能被 num_attention_heads 3 整除：每个头的宽度将是 33.33。\n" +
      "检查参数时，megatron/neox_arguments/arguments.py:validate_values 抛出 ValueError",
  );
  expect(messages["removed-argument"]).toBe(
    "save_interval 已不再是参数：NeoX 会以 TypeError 停止。于 2022-12-14 移除。checkpoint_factor 加 checkpoint_scale: linear 就是保存间隔。（提交 8d1c5c88。）\n检查参数时，megatron/neox_arguments/arguments.py:from_ymls 抛出 TypeError",
  );
  const hover = await client.hover({ line: 3, character: 1 });
  expect(JSON.stringify(hover?.contents)).toContain("一个训练序列的词元数，即模型学习使用的上下文。");
});

test("what Chinese lists is parted as Chinese does", async () => {
  const client = await inProcess({}, false, "file:///none", { translations });
  await client.open("hidden_size: 64\nnum_layers: 2\nnum_attention_heads: 4\ntext_gen_type: chat\n");
  const messages = (await client.diagnosticsFor(1)).map(({ message }) => message).join("\n");
  expect(messages).toContain("unconditional、input-file");
});
