"""Says what a gpt-neox checkout does with launches, without a GPU: its own argument code, then its own modules, one layer
of each kind built on meta tensors and run forward once.

    NEOX=<checkout> python -W ignore layers.py < launches.jsonl > verdicts.jsonl

A launch is `{"id", "files": [{"name", "text"}], "gpus"}`. A verdict has `id`, `launches`, `logged`, and
- of one that launches, `checkedThrough`: `forward`, or `args` where a layer of it cannot be built here, and the layer
  kinds that were `built`;
- of one that does not, `phase` (`args` or `model`), `type`, `message` and `at` (`file:line:function` in the checkout).
"""

import os

os.environ["PYTORCH_JIT"] = "0"  # Before torch is imported.

import contextlib
import inspect
import io
import json
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")

import arguments
import torch

torch.cuda.current_device = lambda: "meta"

import megatron.model.transformer as transformer
from megatron import mpu  # noqa: F401  Loads what is replaced below.
from megatron.model.gpt2_model import gpt2_attention_mask_func

TOKENS = 8
"""How many tokens a layer is run on at most: enough for its shapes."""

FUSED = (
    "scaled_upper_triang_masked_softmax_fusion scaled_masked_softmax_fusion bias_gelu_fusion bias_dropout_fusion "
    "layernorm_fusion rmsnorm_fusion rope_fusion use_flashattn_swiglu"
).split()
"""Switches of kernels that need a GPU; the shapes are the same without them."""

KERNEL_KINDS = {"rwkv", "mamba", "gmlp", "amlp", "sparse_fixed", "sparse_variable", "bigbird", "bslongformer", "local"}
TRANSFORMER_ENGINE = ("te_columnparallel", "te_rowparallel", "te_layernorm_mlp", "te_mha")

model_parallel_size = 1


def same(tensor, *_, **__):
    return tensor


def gathered(tensor, *_, seq_dim=0, **__):
    return torch.cat([tensor] * model_parallel_size, dim=seq_dim)


def scattered(tensor, *_, seq_dim=0, **__):
    return tensor.chunk(model_parallel_size, dim=seq_dim)[0]


class OneGenerator:
    """The random states of the ranks: there is one rank."""

    def fork(self, *_):
        return contextlib.nullcontext()


ONE_OF_MANY_RANKS = {
    "get_model_parallel_world_size": lambda: model_parallel_size,
    "get_model_parallel_rank": lambda: 0,
    "get_model_parallel_group": lambda: None,
    "reduce_from_model_parallel_region": same,
    "copy_to_model_parallel_region": same,
    "gather_from_sequence_parallel_region": gathered,
    "reduce_scatter_to_sequence_parallel_region": scattered,
    "get_cuda_rng_tracker": OneGenerator,
}
"""What asks the other ranks, answered for rank 0 in shape."""


def stand_for_a_rank():
    """Replaces the communication in every module of the checkout that has imported it, and the kernels of norms."""
    for module in [it for name, it in sys.modules.items() if name.startswith("megatron")]:
        for name, replacement in ONE_OF_MANY_RANKS.items():
            if name in vars(module):
                setattr(module, name, replacement)
        for name, value in list(vars(module).items()):
            if isinstance(value, type) and value.__name__ == "MixedFusedLayerNorm":
                setattr(module, name, torch.nn.LayerNorm)


def repeat_interleave(tensor, repeats, dim=None, **named):
    """Meta tensors have none; only the shape counts."""
    if tensor.device.type == "meta":
        return torch.cat([tensor] * int(repeats), dim=dim)
    return real_repeat_interleave(tensor, repeats, dim=dim, **named)


real_repeat_interleave = torch.repeat_interleave
torch.repeat_interleave = repeat_interleave
torch.distributed.get_rank = lambda *_, **__: 0
torch.Tensor.cuda = lambda self, *_, **__: self.to("meta")
torch.nn.Module.cuda = lambda self, *_, **__: self.to("meta")
stand_for_a_rank()


def can_be_built(neox_args, kind):
    """Whether a layer of this kind can be built and run without kernels, experts or Transformer Engine."""
    experts = max(getattr(neox_args, name, 1) or 1 for name in ("moe_num_experts", "num_experts"))
    needs_engine = any(getattr(neox_args, name, False) for name in TRANSFORMER_ENGINE)
    needs_engine = needs_engine or str(getattr(neox_args, "norm", "")).startswith("te_")
    return kind not in KERNEL_KINDS and experts <= 1 and not needs_engine and neox_args.pos_emb != "rpe"


def layer_class(kind):
    """A fork's own kind of layer may have a class of its own, by name; else the checkout's transformer layer."""
    name = f"Parallel{str(kind).capitalize()}Layer"
    modules = [it for module, it in sys.modules.items() if module.startswith("megatron")]
    own = (vars(module)[name] for module in modules if isinstance(vars(module).get(name), type))
    return next(own, transformer.ParallelTransformerLayer)


def build_layer(neox_args, index):
    """The layer of that index, with those of its arguments that this checkout's class takes."""
    kind = neox_args.attention_config[index]
    layer = layer_class(kind)
    given = dict(
        neox_args=neox_args,
        attention_mask_func=gpt2_attention_mask_func,
        init_method=same,
        output_layer_init_method=same,
        layer_number=index,
        rpe=None,
        rotary=neox_args.pos_emb == "rotary",
        use_cache=False,
    )
    known = inspect.signature(layer.__init__).parameters
    return layer(**{name: value for name, value in given.items() if name in known})


def run_layer(neox_args, layer):
    """Runs a layer forward on a few tokens, on its share of them under sequence parallelism."""
    is_split = getattr(neox_args, "sequence_parallel", False) and model_parallel_size > 1
    tokens = model_parallel_size * 2 if is_split else min(neox_args.seq_length or TOKENS, TOKENS)
    share = tokens // model_parallel_size if is_split else tokens
    hidden = torch.zeros(share, 1, neox_args.hidden_size, dtype=neox_args.params_dtype, device="meta")
    mask = torch.zeros(1, 1, tokens, tokens, dtype=torch.bool, device="meta")
    output = layer(hidden, mask)
    output = output[0] if isinstance(output, tuple) else output
    assert output.shape == hidden.shape, (output.shape, hidden.shape)


def run_layers(neox_args):
    """Builds and runs the first layer of each kind; returns the kinds that could be."""
    global model_parallel_size
    model_parallel_size = max(1, neox_args.model_parallel_size)
    for name in FUSED:
        setattr(neox_args, name, False)
    first = {}
    for index, kind in enumerate(neox_args.attention_config):
        first.setdefault(kind, index)
    built = [kind for kind in first if can_be_built(neox_args, kind)]
    for kind in built:
        if kind == "flash":  # A global layer with another kernel.
            neox_args.attention_config[first[kind]] = "global"
        layer = build_layer(neox_args, first[kind])
        layer = layer.to("meta").to(neox_args.params_dtype)
        layer.train()
        run_layer(neox_args, layer)
    return built


def verdict(paths, gpus):
    """What the checkout does with the launch of these files."""
    with arguments.collected_warnings() as logged:
        try:
            neox_args = arguments.read_arguments(paths, gpus)
        except BaseException as error:
            return {**arguments.failure("args", error), "logged": logged}
    kinds = set(neox_args.attention_config)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            built = run_layers(neox_args)
    except BaseException as error:
        return {**arguments.failure("model", error), "logged": logged}
    through = "forward" if kinds == set(built) else "args"
    return {"launches": True, "checkedThrough": through, "built": built, "logged": logged}


def asked(launch):
    """The verdict on a launch whose files are given as texts."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, file["name"]) for file in launch["files"]]
        for path, file in zip(paths, launch["files"]):
            with open(path, "w", encoding="utf-8", newline="") as written:
                written.write(file["text"])
        answer = json.dumps(verdict(paths, launch.get("gpus", 1)), default=str)
        return {"id": launch["id"], **json.loads(answer.replace(folder + os.sep, ""))}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(asked(json.loads(line))), flush=True)
