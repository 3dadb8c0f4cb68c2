"""What this machine lacks, where that is why a launch failed: the failure then says nothing of the config."""

import re

PACKAGES = """flash_attn apex transformer_engine megablocks grouped_gemm mamba_ssm causal_conv1d cupy bitsandbytes comet_ml
fla mup lm_eval stk amp_C pandas seaborn matplotlib""".split()

MESSAGES = [
    ("flash_attn", r"flash-attn|flash-attention|Flash-attention"),
    ("fused kernels", r"_cuda'|CUDA_HOME|nvcc"),
    ("a GPU's half precision", r"not implemented for '(Half|BFloat16)'"),
    ("rwkv's CUDA kernels", r"wkv6"),
    # checkpoint_in_cpu takes back the very tensor where the CPU and the device are one.
    ("a device apart from the CPU", r"but got input of size\[\]|mixed dtype \(CPU\)"),
    ("an older wandb", r"module 'wandb"),
    ("mamba_ssm", r"name 'einops' is not defined"),
    ("mpi", r"mpi4py|MPI built in"),
    ("apex", r"Unable to import apex"),
    ("transformer_engine", r"transformer-engine"),
    ("a CUDA kernel of DeepSpeed", r"not been implemented on CPU backend"),
    ("network", r"huggingface\.co"),
    ("memory", r"can't allocate memory"),
    ("nccl", r"Invalid scalar type|ProcessGroupGloo|gloo"),
]
"""By what a message says."""

PLACES = [("fused kernels", "fused_kernels"), ("a client that takes the weights", "weight_server")]
"""By where it was raised."""

OFFLINE = {
    "NoCredentialsError",
    "EndpointConnectionError",
    "ConnectionRefusedError",
    "LocalEntryNotFoundError",
    "OfflineModeIsEnabled",
}
"""Exceptions of a machine without a network."""


def packages_named(text):
    """The packages that an import failed for, or that somebody is told to install."""
    named = r"No module named '{0}[.'\w]*|(import|install|package|from) {0}\b"
    return [it for it in PACKAGES if re.search(named.format(it), text)]


def silent_import(place, text):
    """NeoX prints what to install, and raises an Exception without a word."""
    return "bitsandbytes" if "word_embeddings" in place or "bitsandbytes" in text else "mup"


def needs(answer):
    """The names of what is lacking, none where the failure is the config's."""
    if answer["runs"]:
        return []
    message, kind = answer["message"] or "", answer["type"]
    place = f"{answer['at']} {answer['deepest']}"
    text = " ".join([message, *answer["logged"]])
    found = packages_named(text)
    found += [name for name, pattern in MESSAGES if re.search(pattern, message)]
    found += [name for name, part in PLACES if part in place]
    if kind == "PackageNotFoundError":
        found.append(message.split()[-1])
    if "Mamba" in text and "kernels" in text and answer["phase"] == "model":
        found.append("mamba_ssm")
    if kind in OFFLINE:
        found.append("network")
    if kind == "Exception" and not message:
        found.append(silent_import(place, text))
    if not found and re.search(r"CUDA|NVIDIA|\bcuda\b", message) and "unexpected keyword" not in message:
        found.append("cuda")
    return sorted(set(found))
