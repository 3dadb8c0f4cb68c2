"""NCCL's collectives by gloo, which has neither bfloat16 nor a reduce-scatter."""

import torch
import torch.distributed as distributed

IN_FLOAT = "all_reduce broadcast reduce send recv".split()


class Done:
    """The handle of a collective that has ended."""

    def wait(self, *_):
        return True

    def is_completed(self):
        return True


def over_gloo(real):
    def init_process_group_over_gloo(backend=None, *arguments, **named):
        return real("gloo" if backend == "nccl" else backend, *arguments, **named)

    return init_process_group_over_gloo


def in_float(real):
    def gloo_in_float(tensor, *arguments, **named):
        if not (isinstance(tensor, torch.Tensor) and tensor.dtype == torch.bfloat16):
            return real(tensor, *arguments, **named)
        named.pop("async_op", None)
        with torch.no_grad():
            wide = tensor.detach().float()
            real(wide, *arguments, **named)
            tensor.detach().copy_(wide)
        return Done()

    return gloo_in_float


def gathering(real):
    def gloo_all_gather_into_tensor(output_tensor, input_tensor, group=None, async_op=False):
        if output_tensor.dtype != torch.bfloat16:
            return real(output_tensor, input_tensor, group=group, async_op=async_op)
        wide = torch.empty(output_tensor.shape, dtype=torch.float32)
        real(wide, input_tensor.detach().float(), group=group)
        with torch.no_grad():
            output_tensor.detach().copy_(wide)
        return Done()

    return gloo_all_gather_into_tensor


def gathering_list(real):
    def gloo_all_gather(tensor_list, tensor, group=None, async_op=False):
        if tensor.dtype != torch.bfloat16:
            return real(tensor_list, tensor, group=group, async_op=async_op)
        wide = [torch.empty(it.shape, dtype=torch.float32) for it in tensor_list]
        real(wide, tensor.detach().float(), group=group)
        with torch.no_grad():
            for narrow, gathered in zip(tensor_list, wide):
                narrow.detach().copy_(gathered)
        return Done()

    return gloo_all_gather


def gloo_reduce_scatter_tensor(output, input, op=distributed.ReduceOp.SUM, group=None, async_op=False):
    """An all-reduce, and this rank's slice of it."""
    count, rank = distributed.get_world_size(group), distributed.get_rank(group)
    is_average = op == distributed.ReduceOp.AVG
    with torch.no_grad():
        whole = input.detach().clone()
        distributed.all_reduce(whole, op=distributed.ReduceOp.SUM if is_average else op, group=group)
        whole = whole / count if is_average else whole
        output.detach().copy_(whole.view(-1).chunk(count)[rank].view(output.shape))
    return Done()


def gloo_reduce_scatter(output, input_list, op=distributed.ReduceOp.SUM, group=None, async_op=False):
    whole = torch.stack([it.detach() for it in input_list])
    return gloo_reduce_scatter_tensor(output, whole, op, group)


def install():
    distributed.init_process_group = over_gloo(distributed.init_process_group)
    for name in IN_FLOAT:
        setattr(distributed, name, in_float(getattr(distributed, name)))
    distributed.all_gather_into_tensor = gathering(distributed.all_gather_into_tensor)
    distributed.all_gather = gathering_list(distributed.all_gather)
    distributed._all_gather_base = distributed.all_gather_into_tensor
    distributed.reduce_scatter = gloo_reduce_scatter
    distributed.reduce_scatter_tensor = distributed._reduce_scatter_base = gloo_reduce_scatter_tensor
