"""Which step of NeoX a rank is in: each of NeoX's own functions that begins a step is wrapped, and says so."""

import deepspeed
import generate
import megatron.initialize
import megatron.training
import megatron.utils
import train
from deepspeed.runtime.pipe.engine import PipelineEngine
from megatron.neox_arguments import NeoXArgs


class Enough(BaseException):
    """So many iterations were asked for, and are done."""


class Progress:
    """How far a rank came; `begins` is the phase of what no step is."""

    def __init__(self, iterations, begins):
        self.most = iterations
        self.running = [(begins, None)]
        self.reached = []
        self.failed = None
        self.iterations = 0
        self.losses = []

    def __call__(self, phase, step):
        return Step(self, phase, step)

    def stepped(self, result):
        """After a step of training; a pipeline tells the loss on its last stage alone."""
        self.iterations += 1
        try:
            loss = round(float(result[0]["lm_loss"]), 4)
            self.losses.append(loss if loss - loss == 0 else str(loss))
        except (KeyError, TypeError, ValueError, RuntimeError):
            pass

    def stop_if_enough(self):
        if self.most is not None and self.iterations >= self.most:
            raise Enough

    @property
    def stopped_in(self):
        """The phase and the step in which the exception that ended it was raised."""
        phase, step = self.failed[1] if self.failed else self.running[-1]
        return phase or "train", step


class Step:
    """A step while it runs. NeoX catches some exceptions; what raised the last one that it did not counts."""

    def __init__(self, progress, phase, step):
        self.progress, self.entry = progress, (phase, step)

    def __enter__(self):
        self.progress.running.append(self.entry)
        if self.entry[0] not in self.progress.reached:
            self.progress.reached.append(self.entry[0])

    def __exit__(self, _, error, __):
        known = self.progress.failed
        if error is None:
            self.progress.failed = None
        elif known is None or (known[0] is not error and error.__context__ is not known[0]):
            self.progress.failed = (error, self.entry)
        self.progress.running.pop()


def wrap(progress, owner, name, phase, step=None, after=None):
    """Lets a function of NeoX say that it runs."""
    real = getattr(owner, name)

    def tracked(*arguments, **named):
        with progress(phase, step or name):
            result = real(*arguments, **named)
        if after:
            after(result)
        return result

    tracked.__name__, tracked.__wrapped__ = name, real
    setattr(owner, name, tracked)


def wrap_first(progress, owner, name, phase, step):
    """The same of its first call alone, which is a phase of its own; the later ones are of the phase around them."""
    real = getattr(owner, name)
    calls = []

    def tracked(*arguments, **named):
        if calls:
            return real(*arguments, **named)
        with progress(phase, step):
            result = real(*arguments, **named)
        calls.append(True)
        return result

    tracked.__name__, tracked.__wrapped__ = name, real
    setattr(owner, name, tracked)


def track(progress):
    """Wraps what a rank of `train.py` or `generate.py` comes through."""
    training = megatron.training
    for owner, name, phase, *step in (
        (training, "init_wandb", "model", "wandb"),
        (training, "initialize_megatron", "model", "initialize"),
        (training, "build_train_valid_test_data_loaders", "data"),
        (training, "update_iterations", "data"),
        (training, "setup_model_and_optimizer", "engine", "setup"),
        (training, "get_model", "model"),
        (training, "get_optimizer", "optimizer"),
        (training, "get_learning_rate_scheduler", "optimizer", "lr schedule"),
        (deepspeed, "initialize", "engine", "deepspeed.initialize"),
        (training, "load_checkpoint", "resume"),
        (training, "shift_and_wrap_data_loaders", "data", "iterators"),
        (training, "training_log", "train", "log"),
        (training, "evaluate_and_print_results", "eval"),
        (training, "save_checkpoint", "save"),
        (training, "train", "train"),
        (train, "pretrain", "train"),
        (NeoXArgs, "build_tokenizer", "data", "tokenizer"),
        (NeoXArgs, "initialize_tensorboard_writer", "model", "tensorboard"),
        (NeoXArgs, "initialize_comet", "model", "comet"),
        (megatron.utils, "init_wandb", "model", "wandb"),
        (megatron.initialize, "initialize_megatron", "model", "initialize"),
        (generate, "generate_samples_unconditional", "generate"),
        (generate, "generate_samples_input_from_file", "generate"),
        (generate, "generate_samples_interactive", "generate"),
        (generate, "precompute_logits", "generate"),
    ):
        if hasattr(owner, name):
            wrap(progress, owner, name, phase, *step)
    wrap(progress, training, "train_step", "train", after=progress.stepped)
    wrap_first(progress, training, "forward_step", "forward", "forward_step")
    stop_before_a_step(progress, training)
    track_pipeline(progress)


def stop_before_a_step(progress, training):
    """Where enough steps are done the next is not begun, so that what follows a step was seen: its log, evaluation, save."""
    tracked = training.train_step

    def train_step(*arguments, **named):
        progress.stop_if_enough()
        return tracked(*arguments, **named)

    training.train_step = train_step


def track_pipeline(progress):
    """The table of a pipeline's instructions holds its methods, and must hold the wrapped one too."""
    plain = PipelineEngine._exec_forward_pass
    wrap_first(progress, PipelineEngine, "_exec_forward_pass", "forward", "pipeline forward")
    for instruction, method in PipelineEngine._INSTRUCTION_MAP.items():
        if method is plain:
            PipelineEngine._INSTRUCTION_MAP[instruction] = PipelineEngine._exec_forward_pass
