"""The calls of torch.cuda that NeoX and DeepSpeed make, on a machine without CUDA."""

import sys

import torch

gpus = 1
"""How many GPUs NeoX is told that the node has."""

NOTHING = """set_device synchronize empty_cache set_rng_state reset_peak_memory_stats""".split()
ZERO = """memory_allocated max_memory_allocated memory_reserved max_memory_reserved memory_cached
max_memory_cached""".split()
TENSORS = "Long Float Half BFloat16 Byte Int Double Bool".split()

real_is_available = torch.cuda.is_available
real_device_count = torch.cuda.device_count


def is_asked_by_neox():
    """Whether the caller of a stand-in is NeoX itself: torch would go on to call CUDA."""
    return (sys._getframe(2).f_globals.get("__name__") or "").startswith("megatron")


def cuda_is_available():
    return is_asked_by_neox() or real_is_available()


def cuda_device_count():
    return gpus if is_asked_by_neox() else real_device_count()


def cuda_current_device():
    return torch.device("cpu")


def cuda_nothing(*_, **__):
    return None


def cuda_zero(*_, **__):
    return 0


def cuda_get_rng_state(*_, **__):
    return torch.zeros(16, dtype=torch.uint8)


def to_cuda(self, *_, **__):
    return self


class Cudart:
    """The runtime of CUDA, whose functions the profiler calls."""

    def __getattr__(self, _):
        return cuda_nothing


def install():
    cuda = torch.cuda
    cuda.is_available = cuda_is_available
    cuda.device_count = cuda_device_count
    cuda.current_device = cuda_current_device
    cuda.get_rng_state = cuda_get_rng_state
    for name in NOTHING:
        setattr(cuda, name, cuda_nothing)
    for name in ZERO:
        setattr(cuda, name, cuda_zero)
    for name in TENSORS:
        setattr(cuda, f"{name}Tensor", getattr(torch, f"{name}Tensor"))
    cuda.nvtx.range_push = cuda.nvtx.range_pop = cuda_nothing
    cuda.cudart = Cudart
    cuda.memory._record_memory_history = cuda_nothing
    cuda.memory._snapshot = lambda *_, **__: {}
    torch.Tensor.cuda = torch.nn.Module.cuda = to_cuda
