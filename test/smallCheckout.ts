/** A gpt-neox as small as can be asked: it prints, imports what nobody has, checks, and has one kind of layer. */
export const CHECKOUT = {
  "megatron/__init__.py": "",
  "megatron/mpu/__init__.py": "",
  "megatron/model/__init__.py": "",
  "megatron/model/gpt2_model.py": "gpt2_attention_mask_func = None\n",
  "megatron/model/transformer.py": `import torch


class ParallelTransformerLayer(torch.nn.Module):
    def __init__(self, neox_args, layer_number):
        super().__init__()
        self.dense = torch.nn.Linear(neox_args.hidden_size, neox_args.hidden_size + neox_args.extra)

    def forward(self, hidden, mask):
        return hidden + self.dense(hidden)
`,
  "megatron/neox_arguments/__init__.py": "from .arguments import NeoXArgs\n",
  "megatron/neox_arguments/neox_args.py": `from dataclasses import dataclass


@dataclass
class NeoXArgsModel:
    hidden_size: int = 8
    seq_length: int = 16
    model_parallel_size: int = 1
    pos_emb: str = "none"
    attention_config: list = None
    extra: int = 0
    wait: bool = False
`,
  "megatron/neox_arguments/arguments.py": `import os
import torch
import a_package_that_nobody_has
import yaml
from dataclasses import dataclass
from .neox_args import NeoXArgsModel

print("the checkout speaks")
BASE_CLASSES = [NeoXArgsModel]


@dataclass
class NeoXArgs(*BASE_CLASSES):
    @classmethod
    def from_ymls(cls, paths):
        config = {}
        for path in paths:
            with open(path) as file:
                config.update(yaml.safe_load(file))
        made = cls(**config)
        made.check()
        return made

    def check(self):
        if self.wait:
            print(os.getpid(), file=open("pid", "w"), flush=True)
        while self.wait:
            pass
        if self.hidden_size % 2:
            raise ValueError("hidden_size must be even")
        self.attention_config = ["global"]
        self.params_dtype = torch.float32
`,
};
