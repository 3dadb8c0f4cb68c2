"""One launch: what `deepy.py` makes of its files, then one process a GPU that calls NeoX's own `main` with it."""

import os
import shutil
import sys
import time
import traceback

import deepspeed.launcher.runner
import deepy
import generate
import train
from checkouts import DATA, NEOX, PACKAGES, SCRATCH
from failures import clean, describe, lines_of, phase_of_arguments, printed_before_the_end, warnings_of
from needs import needs
from phases import Enough, Progress, track
from processes import free_port, run_all
from stand_ins import gpu
from stand_ins.launcher import commands, no_process_is_started

SECONDS = float(os.environ.get("RUNS_SECONDS", "60"))
"""So long a launch has, where it says nothing else."""

SCRIPTS = {"generate.py": generate, "train.py": train}


def folder_of(launch_id):
    return os.path.join(SCRATCH, "launches", launch_id)


def prepare(job, folder):
    """The folder of a launch: its configs, the data, and what an earlier launch left behind."""
    shutil.rmtree(folder, ignore_errors=True)
    if job.get("after") and os.path.isdir(folder_of(job["after"])):
        shutil.copytree(folder_of(job["after"]), folder, symlinks=True)
    links = {f"data/{name}": name for name in os.listdir(DATA)}
    links.update(job.get("links") or {})
    for path, name in links.items():
        link(os.path.join(DATA, name), os.path.join(folder, path))
    for script in SCRIPTS:
        link(os.path.join(NEOX, script), os.path.join(folder, script))
    for file in [*job["files"], *(job.get("beside") or [])]:
        write(os.path.join(folder, file["name"]), file["text"])
    for path in job.get("removes") or []:
        os.remove(os.path.join(folder, path))


def link(target, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not os.path.lexists(path):
        os.symlink(target, path)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.islink(path):
        os.remove(path)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def handed_to_the_launcher():
    """What `deepy.py` gives to DeepSpeed's launcher, which is not run."""
    taken = []
    deepspeed.launcher.runner.main = taken.append
    deepy.main()
    return taken[0]


def read(job, script, folder):
    """The whole of `deepy.py`, with DeepSpeed's launcher where mode `start` asks for it, and else up to that."""

    def work():
        sys.argv = ["deepy.py", script, *(file["name"] for file in job["files"])]
        try:
            if job.get("mode") == "start":
                with no_process_is_started():
                    deepy.main()
                return {"ok": True, "started": [clean(it, folder)[:600] for it in commands]}
            arguments = handed_to_the_launcher()
            return {"ok": True, "arguments": arguments[arguments.index(script) + 1 :]}
        except BaseException as error:
            traceback.print_exc()
            told = describe(error, folder)
            return {**told, "ok": False, "phase": phase_of_arguments(error), "step": "deepy.py"}

    return work


def add_packages(names):
    """Puts packages on the path that no other launch should see."""
    sys.path[:0] = [os.path.join(PACKAGES, name) for name in names]
    if "mup" in names:  # NeoX's own import of it was tried, and swallowed, before it was there.
        import mup

        sys.modules["megatron.model.init_functions"].mup = mup


def rank(job, script, arguments, number, port, folder):
    """One rank of the launch."""

    def work():
        world = job.get("gpus", 1)
        places = dict(RANK=number, LOCAL_RANK=number, WORLD_SIZE=world, LOCAL_SIZE=world, MASTER_PORT=port)
        os.environ.update({name: str(value) for name, value in places.items()}, MASTER_ADDR="127.0.0.1")
        os.environ["CUDA_VISIBLE_DEVICES"] = ",".join(map(str, range(world)))
        progress = Progress(job.get("iterations"), "generate" if script == "generate.py" else "args")
        told = {"ok": True, "rank": number}
        try:
            add_packages(job.get("packages") or [])
            track(progress)
            SCRIPTS[script].main(input_args=[f"--local_rank={number}", *arguments])
            progress.reached.append("end")
        except Enough:
            pass
        except BaseException as error:
            traceback.print_exc()
            phase, step = progress.stopped_in
            told.update(describe(error, folder), ok=False, phase=phase, step=step)
        return {**told, "phases": progress.reached, "iterations": progress.iterations, "losses": progress.losses}

    return work


def run_ranks(job, script, arguments, folder, until):
    """What became of the ranks: the report of the first that failed, or of rank 0."""
    world = job.get("gpus", 1)
    port = free_port()
    works = [rank(job, script, arguments, number, port, folder) for number in range(world)]
    logs = [os.path.join(folder, f"rank{number}.log") for number in range(world)]
    reports, ranks = run_all(works, folder, logs, until)
    failed = sorted((it for it in reports if it and not it["ok"]), key=lambda it: it["when"])
    if failed:
        return failed[0]
    if all(reports):
        return reports[0]
    how = ("Timeout", "no end in time") if ranks.timed_out else ("Signal", f"signal {ranks.signals()}")
    return without_a_word(*how, phase="?")


def without_a_word(kind, message, phase):
    """The report of a process that ended without one."""
    nothing = {"at": None, "deepest": None, "frames": [], "standIns": [], "step": None}
    return {"ok": False, "phase": phase, "type": kind, "message": message, **nothing}


def run(job):
    """Puts a launch through NeoX; what it says of it is told in docs/oracle.md."""
    start = time.time()
    gpu.gpus = job.get("gpus", 1)
    script = "generate.py" if job.get("mode") == "generate" else "train.py"
    folder = folder_of(job["id"])
    prepare(job, folder)
    until = start + job.get("seconds", SECONDS)
    log = os.path.join(folder, "deepy.log")
    [report], _ = run_all([read(job, script, folder)], folder, [log], until)
    report = report or without_a_word("Died", "", phase="args")
    if report["ok"] and "arguments" in report:
        log = os.path.join(folder, "rank0.log")
        report = run_ranks(job, script, report["arguments"], folder, until)
    answer = answer_of(job["id"], report, lines_of(log, folder))
    answer["seconds"] = round(time.time() - start, 2)
    if not job.get("keep") and not os.environ.get("RUNS_KEEP"):
        shutil.rmtree(folder, ignore_errors=True)
    return answer


def answer_of(launch_id, report, lines):
    """How far the launch came, and where and why it stopped."""
    phases = report.get("phases", [])
    told = {name: report[name] for name in ("rank", "started") if report.get(name)}
    answer = {"id": launch_id, "runs": report["ok"], "phases": phases, **told}
    answer.update(iterations=report.get("iterations", 0), losses=report.get("losses", []), logged=warnings_of(lines))
    if not report["ok"]:
        names = ("phase", "step", "type", "message", "at", "deepest", "frames", "standIns")
        answer.update({name: report[name] for name in names})
        answer.update(last_words(report, lines))
    answer["needs"] = needs(answer)
    return answer


def last_words(report, lines):
    """What a process said before it ended by a call or a signal: an assertion of C++ is told there alone."""
    if report["type"] == "Signal":
        return {"printed": lines[-1:]}
    if report["type"] != "SystemExit":
        return {}
    printed = printed_before_the_end(lines)
    is_asked_for = report["phase"] == "train" and "exiting the program at iteration" in " ".join(printed)
    return {
        "exit": report.get("code"),
        "printed": printed,
        "message": printed[-1] if printed else "",
        "runs": is_asked_for,
    }
