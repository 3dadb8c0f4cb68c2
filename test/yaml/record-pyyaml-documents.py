"""Records what PyYAML's FullLoader makes of small documents, whole and broken, as data for the tests.

Run with PyYAML 6.0.x: python3 test/yaml/record-pyyaml-documents.py > test/yaml/pyyaml-documents.json
A line is [text, value] or [text, exception, line, column], with the mark where PyYAML stops (null without one).
Values as strings: "i1" int, "f1.5" float, "sx" str, "b1" True, null None; lists and dicts as arrays with their kind first.
"""

import datetime
import io
import json
import random
import sys

import yaml

FRAGMENTS = (
    list("{}[],:-?!&*#|>'\"%@`\t \n\r~<=.\\01xe+_ab")
    + [": ", "- ", "? ", " #", "\n\n", "\r\n", "---\n", "...\n", "<<: *a", "&a ", "*a", "!!int ", "!!str ", "! ", "\x85", "\u2028"]
    + ["\ufeff", "\U0001f600", "\0", "\x07", "\\u12", "|\n", ">-\n", "|2\n", "{a: b}", "[1, 2]", "a: b\n", "  - x\n", "%YAML 1.1\n"]
    + ["%TAG !e! x\n", "!!set ", "!<x> ", "!e!", "\u00e9", "key: ", "- a\n", "  ", "\n", "1", "a: 1\n", "&x ", "*x", "<<: ", ", "]
)

CONFIGS = [
    '# attention\n{\n  "hidden-size": 768,   # width\n  "num-heads": 12,\n  "optimizer": {\n    "type": "Adam",\n    "params": {"lr": 0.0006, "betas": [0.9, 0.95]}\n  },\n  "fp16": { "enabled": true },\n}\n',
    "base: &base\n  lr: 1.0e-4   # rate\n  betas: [0.9, 0.95]\nrun:\n  <<: *base\n  lr: 6e-4\nlist:\n- 1\n- two: 2\n  three: 3\ntext: |\n  a\n   b\n\n  c\nfolded: >-\n  a\n  b\n\n  c\n",
    "a: 'it''s'\nb: \"x\\ty\\u0041\\\n  z\"\nc:\n  - - 1\n    - 2\n  - {k: v, w}\n? complex\n: value\nd: plain\n  continued\n",
]


def encode(value, path=()):
    if value is None:
        return None
    if isinstance(value, bool):
        return f"b{int(value)}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return f"f{value!r}"
    if isinstance(value, str):
        return f"s{value}"
    if isinstance(value, bytes):
        return f"bytes{value.hex()}"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return f"d{value}"
    if id(value) in path:
        return "cycle"
    path = (*path, id(value))
    if isinstance(value, dict):
        return ["dict", *([encode(key, path), encode(item, path)] for key, item in value.items())]
    if isinstance(value, set):
        return ["set", *sorted((encode(item, path) for item in value), key=json.dumps)]
    return [type(value).__name__, *(encode(item, path) for item in value)]


def record(text):
    try:
        # As NeoX does: an open text file, with universal newlines.
        return [text, encode(yaml.load(io.StringIO(text, newline=None), Loader=yaml.FullLoader))]
    except Exception as error:
        mark = getattr(error, "problem_mark", None)
        return [text, type(error).__name__, *([mark.line, mark.column] if mark else [None, None])]


def mutated(rng, text):
    for _ in range(rng.choice([1, 1, 2])):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice([rng.choice(FRAGMENTS), ""]) + text[at + rng.choice([0, 0, 1, 2]):]
    return text


def main():
    rng = random.Random(7)
    texts = ["".join(rng.choice(FRAGMENTS) for _ in range(rng.randint(1, 11))) for _ in range(2600)]
    texts += CONFIGS + [mutated(rng, rng.choice(CONFIGS)) for _ in range(400)]
    sys.stdout.write("[\n" + ",\n".join(json.dumps(record(text)) for text in dict.fromkeys(texts)) + "\n]\n")


main()
