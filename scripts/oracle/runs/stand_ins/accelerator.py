"""DeepSpeed's own accelerator for CPUs, with the types, events and streams of a GPU, and a kernel that has no CPU build."""

import sys

import torch

from stand_ins import gpu


class Event:
    """An event of a stream that runs at once."""

    def __init__(self, *_, **__):
        pass

    def record(self, *_):
        pass

    def synchronize(self):
        pass

    def wait(self, *_):
        pass

    def query(self):
        return True

    def elapsed_time(self, _):
        return 0.0


class Stream:
    """A stream that runs at once."""

    def __init__(self, *_, **__):
        pass

    def synchronize(self):
        pass

    def wait_stream(self, _):
        pass

    def wait_event(self, _):
        pass

    def record_event(self, event=None):
        return event or Event()

    def query(self):
        return True


class LionKernel:
    """Lion's update in Python, called as DeepSpeed calls its kernel."""

    @staticmethod
    def multi_tensor_lion(_, __, lists, lr, beta1, beta2, step, decay):
        with torch.no_grad():
            for gradient, parameter, average in zip(*lists[:3]):
                gradient, value = gradient.float(), parameter.float()
                update = (average.float() * beta1 + gradient * (1 - beta1)).sign()
                parameter.copy_(value * (1 - lr * decay) - lr * update)
                average.copy_(average.float() * beta2 + gradient * (1 - beta2))


class FusedLionBuilder:
    NAME = "fused_lion"

    def load(self, verbose=True):
        return LionKernel


def with_lion(real):
    def get_op_builder(self, class_name):
        return FusedLionBuilder if class_name == FusedLionBuilder.__name__ else real(self, class_name)

    return get_op_builder


def install():
    import deepspeed.comm.torch
    import deepspeed.ops.lion.fused_lion  # noqa: F401  The package has a class of this name, the module is found below.
    from deepspeed.accelerator.cpu_accelerator import CPU_Accelerator

    CPU_Accelerator.is_fp16_supported = lambda self: True
    CPU_Accelerator.supported_dtypes = lambda self: [torch.float, torch.half, torch.bfloat16]
    CPU_Accelerator.Event = property(lambda self: Event)
    CPU_Accelerator.Stream = property(lambda self: Stream)
    CPU_Accelerator.current_stream = CPU_Accelerator.default_stream = lambda self, device_index=None: Stream()
    CPU_Accelerator.device_count = lambda self: gpu.gpus
    CPU_Accelerator.get_op_builder = with_lion(CPU_Accelerator.get_op_builder)
    sys.modules["deepspeed.comm.torch"].build_shm_op = lambda: None
    sys.modules["deepspeed.ops.lion.fused_lion"].FusedLionBuilder = FusedLionBuilder
