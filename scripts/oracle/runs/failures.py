"""What an exception tells, in places and words that name no path of this machine."""

import os
import re
import traceback

from checkouts import HERE, NEOX, DEEPERSPEED, OTHERS, PACKAGES

ROOTS = [NEOX, DEEPERSPEED, *OTHERS, PACKAGES]
LAUNCHER = os.path.join(DEEPERSPEED, "deepspeed", "launcher", "runner.py")
NEOX_FILES = ("megatron/", "tools/", "train.py", "generate.py", "deepy.py")
LOG_LINES = re.compile(r"\[ERROR\]|\[FAIL\]|^ERROR|incompatible|not (currently )?supported|WARNING")
SCRIPTED = re.compile(r'File "([^"]+)", line (\d+), in (\w+)')
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class StillRunning(BaseException):
    """A launch had not come to its end in time."""


def place(filename):
    """A file as its checkout or package names it."""
    filename = filename if filename.startswith("<") else os.path.abspath(filename)
    for root in ROOTS:
        if filename.startswith(root + os.sep):
            return filename[len(root) + 1 :]
    inside = re.search(r"(?:site-packages|python3\.\d+)/(.*)$", filename)
    return inside.group(1) if inside else os.path.basename(filename)


def clean(text, folder):
    """A message without the paths of this machine, and without addresses and colours, which change from run to run."""
    for root in (os.path.realpath(folder), folder, NEOX, DEEPERSPEED, *OTHERS):
        text = text.replace(root + "/", "").replace(root, ".")
    text = re.sub(r"/\S*?site-packages/", "", text)
    text = re.sub(r"(?<![\w./])/(?:[\w.+-]+/){2,}(?=[\w.+-])", "<tmp>/", text)
    text = re.sub(r"0x[0-9a-f]{6,}", "0x..", text)
    return COLOURS.sub("", text)


def describe(error, folder):
    """The exception: its type, its message, its places in NeoX from the outermost on, and the deepest of all."""
    found = [it for it in traceback.extract_tb(error.__traceback__) if os.path.dirname(it.filename) != HERE]
    frames = [(f"{place(it.filename)}:{it.lineno}:{it.name}", it.filename) for it in found]
    # TorchScript tells its own frames in the message.
    frames += [(f"{place(file)}:{line}:{name}", file) for file, line, name in SCRIPTED.findall(str(error))]
    of_neox = [name for name, file in frames if file.startswith(NEOX + os.sep) and name.startswith(NEOX_FILES)]
    stand_ins = {it.name for it in found if it.filename.startswith(os.path.join(HERE, "stand_ins") + os.sep)}
    return {
        "type": type(error).__name__,
        "message": clean(str(error), folder)[:600],
        "at": of_neox[-1] if of_neox else None,
        "deepest": frames[-1][0] if frames else None,
        "frames": of_neox,
        "standIns": sorted(stand_ins),
        "code": error.code if isinstance(error, SystemExit) else None,
    }


def phase_of_arguments(error):
    """Which part of `deepy.py` stopped: reading the files, making arguments of them, or DeepSpeed's launcher."""
    frames = traceback.extract_tb(error.__traceback__)
    names = [it.name for it in frames]
    if (LAUNCHER, "main") in [(it.filename, it.name) for it in frames]:
        return "launcher"
    is_made = "__init__" in names or "__post_init__" in names or "unexpected keyword" in str(error)
    return "load" if "from_ymls" in names and not is_made else "args"


def lines_of(log, folder):
    """The lines of a log that say something."""
    try:
        with open(log, encoding="utf-8", errors="replace") as file:
            return [clean(line, folder)[:300] for line in file.read().splitlines() if line.strip()]
    except OSError:
        return []


def warnings_of(lines):
    """The last words of a log that sound like a fault."""
    return [it for it in lines if LOG_LINES.search(it) and "real_accelerator" not in it][-4:]


def printed_before_the_end(lines):
    """What NeoX said before it called `exit`."""
    cut = next((index for index, line in enumerate(lines) if line.startswith("Traceback (most recent")), len(lines))
    return lines[max(0, cut - 2) : cut]
