"""The first phases of a launch: a checkout reads the files and makes and checks its arguments."""

import contextlib
import io
import logging
import os
import sys
import traceback

NEOX = os.path.abspath(os.environ["NEOX"])

import absent_packages  # noqa: E402, F401  Before anything that imports one.
import torch  # noqa: E402

sys.path.insert(0, NEOX)
logging.disable(logging.CRITICAL)
import megatron.neox_arguments.neox_args as neox_args  # noqa: E402
from megatron.neox_arguments import NeoXArgs  # noqa: E402

NeoXArgs.enable_logging = lambda self: None
neox_args.get_git_commit_hash = lambda: None


class Warnings(logging.Handler):
    """Keeps what is logged as a warning or an error."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def collected_warnings():
    warnings, logger = Warnings(), logging.getLogger()
    logger.handlers = [warnings]
    logging.disable(logging.NOTSET)
    try:
        yield warnings.messages
    finally:
        logging.disable(logging.CRITICAL)


def failure(phase, error):
    """What stopped a launch: the exception and the deepest place in the checkout, `file:line:function`."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(NEOX + os.sep)]
    places = [f"{os.path.relpath(frame.filename, NEOX)}:{frame.lineno}:{frame.name}" for frame in frames]
    return {
        "launches": False,
        "phase": phase,
        "type": type(error).__name__,
        "message": str(error)[:300],
        "at": places[-1] if places else None,
    }


def read_arguments(paths, gpus):
    """The arguments that the checkout makes of YAML files on a node of so many GPUs; raises what the checkout raises."""
    torch.cuda.device_count = lambda: gpus
    with contextlib.redirect_stdout(io.StringIO()):
        return NeoXArgs.from_ymls(paths)
