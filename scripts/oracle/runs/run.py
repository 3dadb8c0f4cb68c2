"""Puts launches through a real gpt-neox checkout with its DeeperSpeed, on CPUs, and says how far each comes.

    python -W ignore run.py < launches.jsonl > answers.jsonl

with the environment that `checkouts.py` names. A launch is `{"id", "files": [{"name", "text"}]}` and, where it differs,
`gpus`, `mode` (`train`, `generate`, or `start` for the launcher alone), `iterations` (so many are enough), `seconds`,
`packages`, `links` (paths by the file of the data they lead to), `beside` (further files), `keep`, and `after`: the kept
launch in whose folder it begins, and `removes` of it. The first line answers what was run; the answers are told in
docs/oracle.md.
"""

import json
import os
import sys
import traceback
import warnings

import checkouts

ANSWERS = os.fdopen(os.dup(1), "w", buffering=1)


def answer(told):
    ANSWERS.write(json.dumps(told) + "\n")


def answered(job):
    """A fault of the harness is told as such, and the next launch runs all the same."""
    import launch

    try:
        return launch.run(job)
    except Exception as error:
        return {"id": job["id"], "harness": repr(error), "trace": traceback.format_exc()[-800:]}


if __name__ == "__main__":
    log = os.open(os.path.join(checkouts.SCRATCH, "import.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)  # What is printed while everything is imported is no answer.
    os.dup2(log, 2)
    warnings.filterwarnings("ignore")
    checkouts.import_neox()
    answer(checkouts.versions())
    for line in sys.stdin:
        if line.strip():
            answer(answered(json.loads(line)))
