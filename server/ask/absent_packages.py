"""Stand-ins for the packages that a gpt-neox checkout imports and its arguments and layers do not need.

Import this before anything of gpt-neox. A stand-in's attributes are classes that take any call and do nothing; the few
that a layer calls while it is built or run have the shapes of the real ones.
"""

import importlib.machinery
import importlib.metadata
import os
import sys
import types

try:
    import packaging.version  # noqa: F401  DeepSpeed imports it before gpt-neox asks for packaging.version.
except ImportError:
    pass
try:
    import torch
except ImportError:
    torch = None

ABSENT = set(
    """apex best_download boto3 causal_conv1d clip comet_ml deepspeed einops fla flash_attn ftfy gluonts grouped_gemm
    hf_transfer jsonlines liger_kernel lm_dataformat lm_eval mamba_ssm megablocks memory_module mup nltk open_clip
    pybind11 regex requests s3fs scipy sentencepiece shortuuid stk tiktoken timm tokenizers torchtyping tqdm
    transformer_engine transformers triton wandb zstandard""".split()
)
ABSENT.update(os.environ.get("STAND_INS", "").split())
if torch is None:
    ABSENT.update(("torch", "numpy"))

imported = set()
"""Those of the absent packages that somebody has imported."""

FLASH_ATTENTION_VERSION = "2.6.3"


def is_decorated(arguments, named):
    """Whether a call looks like a decorator's: one callable and nothing else."""
    return len(arguments) == 1 and callable(arguments[0]) and not named


class StandInType(type):
    """A class that has every attribute and takes every call."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = stand_in(name)
        setattr(cls, name, made)
        return made

    def __getitem__(cls, _):
        return cls

    def __call__(cls, *arguments, **named):
        return arguments[0] if is_decorated(arguments, named) else type.__call__(cls, *arguments, **named)


def stand_in(name):
    def call(self, *arguments, **named):
        return arguments[0] if is_decorated(arguments, named) else self

    return StandInType(name, (object,), {"__init__": lambda self, *_, **__: None, "__call__": call})


class AbsentModule(types.ModuleType):
    """A module that has whatever is imported from it."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = sys.modules.get(f"{self.__name__}.{name}") or stand_in(name)
        setattr(self, name, made)
        return made


class Finder:
    """Finds the absent packages, before those that happen to be installed: a record should not depend on them."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ABSENT:
            imported.add(name.split(".")[0])
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return AbsentModule(spec.name)

    def exec_module(self, module):
        for name, fill in SHAPED.items():
            if module.__name__ == name or module.__name__.startswith(f"{name}."):
                fill(module)


def attend(query, key, value, *_, **__):
    """Flash attention's result is shaped as the query, as wide as the value."""
    return query.new_zeros(*query.shape[:-1], value.shape[-1])


def fill_flash_attention(module):
    module.flash_attn_func = module.flash_attn_varlen_func = attend


def fill_einops(module):
    # Mamba's one use of it: "n -> d n".
    module.repeat = lambda tensor, pattern, **sizes: tensor.expand(*sizes.values(), *tensor.shape)


def fill_apex_norm(module):
    module.FusedLayerNorm = torch.nn.LayerNorm


def fill_liger_norm(module):
    module.LigerRMSNorm = torch.nn.RMSNorm


def fill_shortuuid(module):
    module.uuid = lambda *_, **__: "abcdefgh"


def fetch_hostfile(path):
    """The hosts of a hostfile and their slots, as DeepSpeed's launcher counts them; None where there is no file."""
    if not os.path.isfile(path):
        return None
    with open(path) as file:
        entries = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {host: int(slots.split("=")[1]) for host, slots in entries}


def fill_launcher(module):
    module.DLTS_HOSTFILE = "/job/hostfile"
    module.fetch_hostfile = fetch_hostfile
    module.parse_inclusion_exclusion = lambda hosts, include, exclude: {
        host: list(range(slots)) for host, slots in hosts.items()
    }


SHAPED = {
    "apex.normalization": fill_apex_norm,
    "deepspeed.launcher.runner": fill_launcher,
    "einops": fill_einops,
    "flash_attn": fill_flash_attention,
    "liger_kernel.transformers.rms_norm": fill_liger_norm,
    "shortuuid": fill_shortuuid,
}

sys.meta_path.insert(0, Finder())

installed_version = importlib.metadata.version
importlib.metadata.version = lambda name: FLASH_ATTENTION_VERSION if name == "flash-attn" else installed_version(name)

try:
    import pkg_resources  # noqa: F401
except ImportError:
    sys.modules["pkg_resources"] = types.ModuleType("pkg_resources")
    sys.modules["pkg_resources"].packaging = sys.modules.get("packaging")
