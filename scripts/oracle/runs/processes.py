"""Ranks as forked processes: everything is imported once, and each launch begins from there."""

import json
import os
import resource
import signal
import socket
import sys
import time
import traceback

from failures import StillRunning

MEMORY = int(float(os.environ.get("RUNS_GIB", "10")) * 2**30)
GRACE = 3.0
"""So many seconds the other ranks have after the first has failed, and to say where they are."""


def raise_still_running(*_):
    raise StillRunning("no end in time")


def send_output_to(log):
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    sys.stdin = os.fdopen(0, "r", closefd=False)


def fork(work, folder, report, log):
    """Runs `work` in a process of its own in a folder, with its output in a log; what it returns goes to the report."""
    process = os.fork()
    if process:
        return process
    code = 0
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        send_output_to(log)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGUSR1, raise_still_running)
        result = {**work(), "when": time.time()}
        with open(report + ".part", "w", encoding="utf-8") as file:
            json.dump(result, file)
        os.rename(report + ".part", report)
    except BaseException:
        traceback.print_exc()
        code = 3
    finally:
        os._exit(code)


def read_report(path):
    """What a process said of itself; None where it did not come to it."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def kill(process):
    for end in (os.killpg, os.kill):
        try:
            end(process, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


class Ranks:
    """Processes that are waited for together."""

    def __init__(self, reports):
        self.reports = dict(reports)
        """The report of each process that has not ended."""
        self.statuses = {}
        self.timed_out = False

    def collect(self):
        """Takes note of those that have ended; whether one of them failed."""
        has_failed = False
        for process in list(self.reports):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                self.statuses[process] = status
                has_failed = not (read_report(self.reports.pop(process)) or {}).get("ok") or has_failed
        return has_failed

    def wait(self, until):
        """Waits for all. After the time, or soon after the first has failed, the others are killed."""
        failed_at = None
        while self.reports:
            if self.collect() and failed_at is None:
                failed_at = time.time()
            if failed_at is None and time.time() > until:
                self.timed_out = True
                self.ask_where_they_are()
                break
            if failed_at is not None and time.time() > failed_at + GRACE:
                break
            time.sleep(0.01)
        for process in list(self.reports):
            kill(process)
            self.statuses[process] = os.waitpid(process, 0)[1]
        self.reports.clear()

    def ask_where_they_are(self):
        """Raises an exception in each; one that waits in C cannot answer."""
        for process in self.reports:
            os.kill(process, signal.SIGUSR1)
        asked = time.time()
        while self.reports and time.time() < asked + GRACE:
            self.collect()
            time.sleep(0.02)

    def signals(self):
        return [os.WTERMSIG(it) for it in self.statuses.values() if os.WIFSIGNALED(it)]


def run_all(works, folder, logs, until):
    """Runs each in a process; returns their reports, None for one that made none, and the processes."""
    reports = [f"{log}.json" for log in logs]
    for report in reports:
        if os.path.exists(report):
            os.remove(report)
    processes = [fork(work, folder, report, log) for work, report, log in zip(works, reports, logs)]
    ranks = Ranks(zip(processes, reports))
    ranks.wait(until)
    return [read_report(it) for it in reports], ranks


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
