"""Runs the oracle with the one thing of PyTorch 2.1 that NeoX asks for and Debian's 1.13 lacks: LayerNorm without bias."""

import os
import runpy
import sys

os.environ["PYTORCH_JIT"] = "0"  # As the oracle sets it, which has to come before the import.
import torch  # noqa: E402


class LayerNorm(torch.nn.LayerNorm):
    def __init__(self, *args, bias=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not bias and self.elementwise_affine:
            self.register_parameter("bias", None)


if torch.__version__ < "2.1":
    torch.nn.LayerNorm = LayerNorm
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
