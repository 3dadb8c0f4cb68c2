"""Records what PyYAML's FullLoader makes of plain and tagged scalars, as data for the tests.

Run with PyYAML 6.0.x: python3 test/yaml/record-pyyaml.py > test/yaml/pyyaml-scalars.json
A line is [source, type, text]: the type is type(value).__name__, or the exception's name with its text empty.
"""

import itertools
import json
import random
import sys

import yaml

HAND_PICKED = """
~ null Null NULL nUll none None true True TRUE tRUE false yes Yes YES yEs no No NO on On ON off Off OFF y Y n N t f
= << <<< == - -- -a ? ?a :a a:b a:b:c .inf .Inf .INF .iNf -.inf +.inf -.Inf .nan .NaN .NAN .Nan -.nan +.nan inf nan
0 -0 +0 00 000 01 010 -010 +010 08 09 018 0o10 0o17 0O10 0b0 0b1 0b1011 -0b11 +0b11 0b2 0b_ 0b_1 0b 0B1 0x0 0x1F 0x1f
0X1F -0xff 0x_ 0x_1F 0x 0xg 1_000 1_000_000 _1 1_ 1__0 -1_0 0_0 0_7 0_8 1,000 12e3 1e5 1e-5 1e+5 1E5 1.0e5 1.0e+5 1.0E+5
1.0e-5 1.e5 1.e+5 1. .5 +.5 -.5 .5e5 .5e+5 -.5e+5 5.e-1 0.1 00.1 1_0.5 1_0.5_0 ._5 .5_ 1._5 1.5e+1_0 6e4 6.0e4 6.0e+4
1:30 1:30:45 -1:30 +1:30 1:60 1:5 01:30 0:30 1:30.5 1:30:45.25 -1:30.5 1:99 190:20:30 190:20:30.15 1_0:30 1:3_0 1:30. 100:00
2024-01-01 2024-1-1 2024-13-45 2024-02-29 2023-02-29 0000-01-01 0001-01-01 9999-12-31 2024-01-01T00:00:00
2024-01-01t10:20:30 2024-01-01T10:20:30Z 2024-01-01T10:20:30.5Z 2024-01-01T10:20:30.123456789 2024-01-01T10:20:30.
2024-1-1T1:20:30 2024-01-01T24:00:00 2024-01-01T10:60:00 2024-01-01T10:20:60 2024-01-01T10:20:30+01:00 2024-01-01T10:20:30-05
2024-01-01T10:20:30+5 2024-01-01T10:20:30-00:00 2024-01-01T10:20:30+24:00 2024-01-01T10:20:30+23:59 2024-01-01T10:20:30-99:99
2001-12-14t21:59:43.10-05:00 1e400 1.0e+400 1.0e-400 123456789012345678901234567890 -9223372036854775809 0xffffffffffffffffff
0.1e+1 1.7976931348623157e+308 5.0e-324 4.9e-324 2.2250738585072014e-308 9007199254740993.0 0.30000000000000004 1e 1e+ e5 1.2.3
1-2 1+2 +1 ++1 +-1 -+1 1.0.0 v1.0 100% 1k 1M 10GB 12abc 0xdeadbeef 0755 1e-05 5e-8 .e+5 . .. ... -. +. -.e
""".split()

WITH_SPACES = [
    "2001-12-14 21:59:43.10 -5",
    "2001-12-14 21:59:43",
    "2001-12-14\t21:59:43 Z",
    "2001-12-15 2:59:43.10",
    "2024-01-01 10:20:30 +01:00",
    "1 000",
    "- 1",
    "yes no",
]

TAGGED_SOURCES = ["", "1", "-1", "--1", "+1", "1.5", "1e5", "010", "08", "0o17", "0b1", "0b", "0x1F", "1:30", "1_0", "_", "-", "+",
                  "yes", "Yes", "y", "abc", " 7 ", "inf", "-inf", "infinity", "nan", ".inf", "-.inf", ".nan", "1e400", "1j",
                  "1+2j", "(1+2j)", " ( 1+2j ) ", "\uff11", "\uff11.5", "\U0001d7d92", "1\u0663", "2024-01-01", "2024-1-1", "2024-13-01", "aGk=", "aGk", "a", "====", "=aGk=", "ab=c=", "abcd=efgh", "=+", "=%*aGVs bG8=", "&", "*", "ab=c", "<<", "="]
TAGS = ["!", "!!int", "!!float", "!!bool", "!!null", "!!str", "!!timestamp", "!!binary", "!!merge", "!!value", "!!unknown",
        "!local", "!!python/int", "!!python/long", "!!python/float", "!!python/bool", "!!python/none", "!!python/str",
        "!!python/unicode", "!!python/bytes", "!!python/complex", "!!python/object:x.y", "!!python/object/apply:x.y",
        "!!python/module:os", "!!seq", "!!map", "!!python/tuple"]

ESCAPED = ['"\\UFFFFFFFF"', '"\\U80000000"', '"\\U00110000"'] + [
    f'{tag} "{text}"'
    for tag in ("!!int", "!!float", "!!python/complex")
    for text in ("1\\x85", "\\u30001", "1\\ufeff", "\\ufeff1.5", "1\\x1c", "1\\u200b")
]


def generated(rng):
    alphabets = ["0123456789", "01_", "0123456789abcdefx_", "0123456789.eE+-", "0123456789:.", "0123456789-T: Z.+", "-+.0123456789_eE:"]
    for alphabet, _ in itertools.product(alphabets, range(450)):
        yield "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 9)))
    for _ in range(400):
        sign, exponent = rng.choice(["", "", "-", "+"]), rng.choice(["", "", "e+", "e-", "E+", "e", "e"])
        text = sign + "".join(rng.choice("0123456789_") for _ in range(rng.randint(1, 5)))
        text += rng.choice([".", ".", ""]) + "".join(rng.choice("0123456789_") for _ in range(rng.randint(0, 17)))
        yield text + (exponent + str(rng.randint(0, 330)) if exponent else "")
    for _ in range(300):
        yield "%04d-%02d-%02dT%02d:%02d:%02d.%d%s" % (
            rng.choice([0, 1, 1900, 2000, 2024, 9999]), rng.randint(0, 13), rng.randint(0, 32), rng.randint(0, 25),
            rng.randint(0, 61), rng.randint(0, 61), rng.randint(0, 9999999), rng.choice(["", "Z", "+1", "-03:30", "+24:00"]))


def record(source):
    try:
        value = yaml.load(source, Loader=yaml.FullLoader)
    except yaml.MarkedYAMLError as error:
        return [source, type(error).__name__, ""]
    except Exception as error:
        return [source, type(error).__name__, ""]
    if isinstance(value, (dict, list, tuple)):
        return None
    text = value.hex() if isinstance(value, bytes) else str(value) if isinstance(value, (str, int)) else repr(value)
    if type(value).__name__ in ("date", "datetime"):
        text = str(value)
    return [source, type(value).__name__, text]


def main():
    rng = random.Random(20241031)
    sources = HAND_PICKED + WITH_SPACES + ESCAPED + list(generated(rng))
    sources += [f"{tag} '{source}'" for tag in TAGS for source in TAGGED_SOURCES]
    sources += [f"{tag} {source}" for tag in ("!", "!!str") for source in ("1", "yes", "1e5", "~")]
    rows = [row for row in map(record, dict.fromkeys(sources)) if row]
    sys.stdout.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


main()
