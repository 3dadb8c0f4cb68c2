"""Says what a checkout of gpt-neox does with one launch in this Python, without a GPU: its own argument code and, where
PyTorch is there, one layer of each kind, as layers.py has it.

    NEOX=<checkout> [FOLDER=<folder>] [SECONDS=<seconds>] [MEMORY=<bytes>] python -W ignore verify.py < launch.json > answer.json

The launch runs in FOLDER. The answer has `python`, `torch` (null where there is none) and `standIns`, the packages that were not run: `missing` ones,
and others that are there. Then either `verdict`, as layers.py has it with the `frames` of the checkout, or `failed`: why the
checkout could not be asked.
"""

import json
import os
import platform
import sys

os.environ["PYTORCH_JIT"] = "0"  # Before torch is imported.

os.chdir(os.environ.get("FOLDER", "."))  # Not begun there: some systems look for a program in its own folder first.

ANSWER = os.dup(1)
os.dup2(2, 1)  # What the checkout prints is no answer.

MOST_STAND_INS = 60
"""So many packages that a checkout imports, and this Python lacks, are stood in for one after the other."""


def limit_time():
    """Bounds how long this process may live, where the system can: whoever asks may be killed before it ends this one."""
    import signal

    try:
        if signal.getitimer(signal.ITIMER_REAL)[0] == 0:  # Starting anew keeps it.
            signal.setitimer(signal.ITIMER_REAL, float(os.environ["SECONDS"]))
    except (AttributeError, KeyError, ValueError, OverflowError, OSError):
        pass


def limit_memory():
    """Bounds what this process may take of memory, where the system can."""
    try:
        import resource

        limit = int(os.environ["MEMORY"])
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    except (ImportError, KeyError, ValueError, OSError):
        pass


def again_without(package):
    """Starts anew with a stand-in for one more package that the checkout imports and this Python lacks."""
    os.environ["STAND_INS"] = " ".join([os.environ.get("STAND_INS", ""), package]).strip()
    import tempfile

    with tempfile.TemporaryFile("w+", encoding="utf-8") as text:
        text.write(TEXT)
        text.seek(0)
        os.dup2(text.fileno(), 0)
    os.dup2(ANSWER, 1)
    os.execv(sys.executable, [sys.executable, "-W", "ignore", os.path.abspath(__file__)])


def is_package(name):
    """Whether a module that was not found is a package of others, which a stand-in can be for."""
    known = os.environ.get("STAND_INS", "").split()
    own = name in ("megatron", "yaml") or os.path.exists(os.path.join(os.environ["NEOX"], name))
    return name != "" and not own and name not in known and len(known) < MOST_STAND_INS


def try_again_without(name):
    package = (name or "").split(".")[0]
    if is_package(package):
        again_without(package)


def frames_of(error):
    """The places of an exception in the checkout, outermost first: `file:line:function`."""
    import traceback

    root = os.path.abspath(os.environ["NEOX"]) + os.sep
    frames = [it for it in traceback.extract_tb(error.__traceback__) if it.filename.startswith(root)]
    return [f"{it.filename[len(root):]}:{it.lineno}:{it.name}" for it in frames]


def stand_ins():
    """The packages that the checkout imports and that were not run, by whether this Python has them."""
    import importlib.machinery

    import absent_packages

    found = {it: importlib.machinery.PathFinder.find_spec(it) is not None for it in absent_packages.imported}
    return {
        "missing": sorted(it for it, there in found.items() if not there),
        "notRun": sorted(it for it, there in found.items() if there),
    }


def arguments_alone(paths, gpus):
    """As layers.verdict, without PyTorch: no layer can be built."""
    import arguments

    with arguments.collected_warnings() as logged:
        try:
            arguments.read_arguments(paths, gpus)
        except BaseException as error:
            return {**arguments.failure("args", error), "logged": logged}
    return {"launches": True, "checkedThrough": "args", "built": [], "logged": logged}


def asked(launch, folder):
    """The verdict on a launch, whose texts are written to files of their names, each in a folder of its own."""
    import absent_packages
    import arguments

    paths = []
    for index, file in enumerate(launch["files"]):
        path = os.path.join(folder, str(index), os.path.basename(file["name"]))
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8", newline="") as written:
            written.write(file["text"])
        paths.append(path)
    fail = arguments.failure
    arguments.failure = lambda phase, error: {**fail(phase, error), "frames": frames_of(error)}
    if absent_packages.torch is None:
        return arguments_alone(paths, launch.get("gpus", 1))
    import layers

    return layers.verdict(paths, launch.get("gpus", 1))


def answer():
    """All that there is to say of the launch."""
    import tempfile

    try:
        import torch

        version = torch.__version__
    except ImportError:
        version = None
    told = {"python": platform.python_version(), "torch": version}
    try:
        with tempfile.TemporaryDirectory() as folder:
            verdict = asked(json.loads(TEXT), folder)
            if verdict.get("type") == "ModuleNotFoundError":
                try_again_without(verdict["message"].partition("'")[2].partition("'")[0])
            told["verdict"] = json.loads(json.dumps(verdict, default=str).replace(folder + os.sep, ""))
    except ModuleNotFoundError as error:
        try_again_without(error.name)
        told["failed"] = {"message": str(error), "frames": frames_of(error)}
    except BaseException as error:
        told["failed"] = {"message": f"{type(error).__name__}: {error}", "frames": frames_of(error)}
    try:
        told["standIns"] = stand_ins()
    except Exception:
        told["standIns"] = {"missing": [], "notRun": []}
    return told


limit_time()
TEXT = sys.stdin.buffer.read().decode("utf-8")
limit_memory()
with os.fdopen(ANSWER, "w") as out:
    out.write(json.dumps(answer()))
