"""Records what Python makes of every operator and access the port in server/src/python has.

    python3 scripts/oracle/record-python-semantics.py > test/python/fixtures/semantics.json

Operands are Python source, so that the record says 1, 1.0 and True apart.
"""
import json
import sys

SOURCES = [
    "None", "True", "False", "0", "1", "-7", "8", "0.0", "-0.5", "1.0", "2.5", "0.1", "1e-05", "5e+16",
    "''", "'8'", "'all'", "[]", "[1]", "[['all'], 8]", "{}", "{'stage': 1}", "{'stage': None}",
]
OPERATORS = {
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "in": lambda a, b: a in b,
    "[]": lambda a, b: a[b],
    "get": lambda a, b: a.get("stage", b),
}
FUNCTIONS = {
    "bool": bool, "str": str, "repr": repr, "len": len, "int": int, "iter": lambda a: [x for x in a],
    "range": lambda a: len(range(a)), "lower": lambda a: a.lower(),
}


def outcome(call, *operands):
    """`= value`, or `Type: message`; None where no config can say it (a list as the key of a dict)."""
    try:
        return "= " + repr(call(*[eval(operand) for operand in operands]))
    except Exception as error:
        return None if "unhashable" in str(error) else f"{type(error).__name__}: {error}"


record = {
    "operands": SOURCES,
    "functions": {name: [outcome(call, a) for a in SOURCES] for name, call in FUNCTIONS.items()},
    "operators": {
        name: [[outcome(call, a, b) for b in SOURCES] for a in SOURCES] for name, call in OPERATORS.items()
    },
}
json.dump(record, sys.stdout, indent=0)
sys.stdout.write("\n")
