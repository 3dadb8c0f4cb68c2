"""Where the harness finds what it runs, and the imports of it, in the order that they need.

    NEOX            a checkout of gpt-neox
    DEEPERSPEED     a checkout of DeeperSpeed, not installed
    LM_DATAFORMAT   a checkout of lm_dataformat; absent where the Python has it
    RUNS_PACKAGES   a folder of packages that are put on the path of those launches alone that name them
    RUNS_DATA       the folder that every launch sees as `data`; absent: the recorded data
    RUNS_SCRATCH    an existing folder for what launches write; absent: one of its own, which stays
"""

import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NEOX = os.path.abspath(os.environ["NEOX"])
DEEPERSPEED = os.path.abspath(os.environ["DEEPERSPEED"])
OTHERS = [os.path.abspath(it) for it in [os.environ.get("LM_DATAFORMAT")] if it]
PACKAGES = os.path.abspath(os.environ.get("RUNS_PACKAGES") or os.devnull)
DATA = os.path.abspath(os.environ.get("RUNS_DATA") or os.path.join(HERE, "../../../test/parity/records/data"))
SCRATCH = os.path.realpath(os.environ.get("RUNS_SCRATCH") or tempfile.mkdtemp(prefix="neox-runs-"))

# Before torch is imported: one launch is one core's work, and nothing is fetched.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("DS_ACCELERATOR", "cpu")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("WANDB_MODE", "disabled")
# Ranks of one machine find each other where its name leads nowhere.
os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
# What a checkout builds, it builds with the tools of this Python.
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])


def import_neox():
    """Imports the checkouts with the stand-ins under them, and builds DeepSpeed's kernels for the CPU once for all launches."""
    sys.path[:0] = [NEOX, DEEPERSPEED, *OTHERS]
    import torch

    torch.set_num_threads(1)
    import_deepspeed()
    # Lazily filled tables of torch would be filled anew in every launch.
    import torch._dynamo.trace_rules

    torch._dynamo.trace_rules.get_torch_obj_rule_map()

    from stand_ins import accelerator, collectives, gpu

    gpu.install()
    collectives.install()
    accelerator.install()
    import generate  # noqa: F401
    import megatron.training  # noqa: F401
    import train  # noqa: F401
    from deepspeed.ops.op_builder.cpu import CPUAdamBuilder, FusedAdamBuilder

    FusedAdamBuilder().load(verbose=False)
    CPUAdamBuilder().load(verbose=False)


def import_deepspeed():
    """A checkout of it reads its version from `version.txt` of the current folder."""
    before = os.getcwd()
    os.chdir(DEEPERSPEED)
    import deepspeed  # noqa: F401

    os.chdir(before)


def versions():
    """What was run, for the head of a record."""
    import platform

    import torch

    with open(os.path.join(DEEPERSPEED, "version.txt"), encoding="utf-8") as file:
        deeperspeed = file.read().strip()
    return {"deeperspeed": deeperspeed, "torch": torch.__version__.split("+")[0], "python": platform.python_version()}
