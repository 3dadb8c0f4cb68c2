import { describe, expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { readYaml } from "../../server/src/yaml/read";
import { forkWith } from "../forkWith";

const MODEL = `num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
attention_config: [global, flash, global, flash, global, flash, global, flash, global, flash, global, flash]
optimizer: {type: adam, params: {lr: 0.01, betas: [0.9, 0.95]}}
precision: fp16
`;

/** What is said of the model by a fork with these checks, and with these lines beside them. */
function said(checks: string, beside = "") {
  const files = [{ path: "a.yml", document: readYaml(MODEL) }];
  const target = forkWith(checks, beside);
  return check({ files, target, gpus: 8, scope: "launch" }).findings.find(
    ({ rule }) => rule === "own-condition",
  );
}

describe("a condition that surely fails is told", () => {
  test.each([
    "assert self.hidden_size > 768",
    "assert not self.hidden_size == 768",
    "assert 768 < self.hidden_size <= 1024",
    "assert self.precision in ['bfloat16', 'fp32']",
    "assert self.precision not in ('fp16',)",
    "assert self.num_kv_heads is not None",
    "assert self.mine and self.num_kv_heads",
    "assert self.num_kv_heads and self.mine",
    "assert not (self.mine or self.hidden_size)",
    "assert self.hidden_size % (self.num_attention_heads * 5) == 0",
    "assert self.hidden_size // self.num_attention_heads == 128",
    "assert (self.hidden_size & (self.hidden_size - 1)) == 0",
    "assert -self.hidden_size + 2 ** 8 > 0",
    "assert self.hidden_size / 2 < self.num_layers",
    "assert len(self.attention_config) == 2",
    "assert isinstance(self.hidden_size, (str, list))",
    "assert all(kind == 'global' for kind in self.attention_config)",
    "assert not any([kind == 'flash' for kind in self.attention_config if kind != 'global'])",
    "assert getattr(self, 'num_kv_heads', 3) == 3",
    "assert not hasattr(self, 'hidden_size')",
    "assert self.optimizer['params']['lr'] < 0.001",
    "assert self.optimizer.get('kind', 'none') == 'adam'",
    "assert self.optimizer['type'].upper().startswith('SGD')",
    "assert max(self.num_layers, self.num_attention_heads) > 12",
    "assert (self.num_layers if self.precision == 'fp16' else 0) > 12",
    "assert str(self.num_layers) == 'twelve' and int('3') == 3",
    "assert self.train_batch_size % 5 == 0",
    "assert self.lr < 0.01",
    "assert self.hidden_size and self.num_layers < 'twelve'",
    "if self.precision == 'fp16' and self.num_layers > 4:\n    raise ValueError('too deep')",
    "if self.mine is None and False:\n    pass\nelif self.num_layers:\n    raise ValueError()",
    "if not self.num_layers:\n    pass\nelse:\n    raise ValueError()",
    "width = self.hidden_size // self.num_attention_heads\nassert width == 128",
    "width, depth = self.hidden_size, self.num_layers\nassert depth > width",
    "width = depth = self.num_layers\nassert width > depth",
    "(width, depth) = (1, 2)\nassert width > depth",
    "width: int = 1\nassert width > 1",
    "width = self.hidden_size\nwidth //= 2\nassert width == 768",
    "self.hidden_size = 512\nassert self.hidden_size == 768",
    "self.update_value('num_layers', 24)\nassert self.num_layers == 12",
    "self.update_values({'num_layers': 24, 'mine': 1})\nassert self.num_layers == 12",
    "setattr(self, 'num_layers', 24)\nassert self.num_layers == 12",
    "for name in ['hidden_size', 'num_kv_heads']:\n    if getattr(self, name) is None:\n        raise ValueError(name)",
    "for kind in self.attention_config:\n    if kind == 'global':\n        continue\n    assert kind != 'flash'",
    "for kind in self.attention_config:\n    break\nassert kind == 'flash'",
    "if self.num_layers > 4:\n    print('too deep')\n    return False",
    "if self.mine:\n    other = 3\nassert self.num_layers > 12",
    "if self.mine:\n    raise ValueError()\nassert self.num_layers > 12",
    "for name in unknown():\n    print(name)\nassert self.num_layers > 12",
    "def other():\n    return 3\nassert self.num_layers > 12",
    'assert self.hidden_size < 768, f"{self.num_layers} layers"',
    "settings = copy.deepcopy(self.optimizer)\nassert settings['type'] == 'sgd'",
    "assert self.half(self.hidden_size) > 384",
    "assert self.half(x=self.hidden_size) > 384",
    "self.look()",
    "deep(self, 4)",
    "assert self.num_layers > LIMIT",
    "assert self.precision in KINDS",
  ])("%s", (checks) => expect(said(checks, BESIDE)?.severity).toBe("error"));
});

describe("what may be otherwise when it runs is not told", () => {
  test.each([
    "width = 1\nmatch self.precision:\n    case 'fp16':\n        width = 3\nassert width == 3",
    "match self.precision:\n    case 'fp16':\n        return True\nassert self.num_layers > 12",
    "width = 1\nmatch [self.precision]:\n    case [width]:\n        pass\nassert width == 'fp16'",
    "width = 1\nif (width := 3) > 2:\n    pass\nassert width == 3",
    "width = 1\nfrom megatron import width\nassert width == 3",
    "width = 1\ntry:\n    self.look()\nexcept AssertionError as width:\n    pass\nassert width != 1",
    "for kind in self.attention_config:\n    try:\n        continue\n    except ValueError:\n        pass\n    assert kind == 'none'",
    "for kind in self.attention_config:\n    with self.mine:\n        break\n    assert kind == 'none'",
    "self.decorated()",
    "self.generated()",
    "self.later()",
    "assert self.half(*[768, 1]) == 768",
    "assert self.half(768, **{'y': 1}) == 768",
    "assert self.half(y for y in [768]) == 768",
    "assert self.of(3) == 3",
    "if not self.validate_mine():\n    print('odd')",
    "reset()\nassert self.num_layers < RESET",
    "width = [1]\nother = width\nother += [2]\nassert len(width) == 2",
    "(width, depth), other = (1, 2), 3\nassert width == 1",
    "self.__dict__['num_layers'] = 24\nassert self.num_layers == 24",
    "vars(self).update(num_layers=24)\nassert self.num_layers == 24",
    "for name, value in {'num_layers': 24}.items():\n    setattr(self, name, value)\nassert self.num_layers == 24",
    "for name, value in self.mine:\n    self.update_value(name, value)\nassert self.num_layers == 24",
    "mine = self\nmine.num_layers = 24\nassert self.num_layers == 24",
    "assert (1, 2) < (1, 3)",
    "assert (1,) + (2,) == (1, 2)",
    "assert (1, 2) * 2 == (1, 2, 1, 2)",
    "assert len([kind for kind in self.attention_config if kind != 'flash' if kind != 'global']) == 6",
    "assert (kind for kind in [])",
    "width = [1]\nwidth += (2,)\nassert len(width) == 2",
    "inner = [1]\nouter = [inner]\ninner.append(2)\nassert outer == [[1, 2]]",
    "settings = self.optimizer['params']\nsettings['lr'] = 5\nassert self.optimizer == {'type': 'adam', 'params': {'lr': 5}}",
    "self.inherited()\nassert self.num_layers == 24",
    "def change():\n    self.num_layers = 24\nself.num_layers = 6\nchange()\nassert self.num_layers == 24",
    "change = lambda: setattr(self, 'num_layers', 24)\nchange()\nassert self.num_layers == 24",
    "width = 1\nassert [self.half(width) for width in [8]] == [4]",
    "assert 'abc'.startswith('b', 1)",
    "assert {'a': 1}.keys() != ['a']",
    "other = Other()\nother.width = 1\nother = Other()\nassert other.width == 5",
    "change(self, 24)\nassert self.num_layers == 24",
    "if foo():\n    reset_layers(self)\nassert self.num_layers == 24",
    "if foo() and self.layers_changed():\n    pass\nassert self.num_layers == 12",
    "if foo() and self.look():\n    pass",
    "print(self.layers_changed())\nassert self.num_layers == 24",
    "print(f'{self.layers_changed()}')\nassert self.num_layers == 24",
    "found = []\nif foo():\n    found.append(1)\nassert found",
    "found = {}\ntry:\n    fill(found)\nexcept ValueError:\n    pass\nassert found",
    "assert {1: 'a'}[True] == 'a'",
    "assert {(1, 2): 'a'}[(1, 2)] == 'a'",
    "assert len(FILLED) == 2",
    "assert CHAINED == 2",
    "args = Other()\nargs.num_layers = 24\nassert self.num_layers == 12 and args.num_layers == 24",
    "if foo():\n    raise self.mine\nassert foo()",
  ])("%s", (checks) => expect(said(checks, BESIDE)).toBeUndefined());
});

const BESIDE = `
    @skipped
    def decorated(self):
        assert self.num_layers > 12

    def generated(self):
        assert self.num_layers > 12
        yield self.num_layers

    async def later(self):
        assert self.num_layers > 12

    @classmethod
    def of(cls, x=1):
        return x

    def validate_mine(self):
        return False

    def layers_changed(self):
        self.num_layers = 24
        return True

    def half(self, x, y=2):
        return x // y

    def look(self):
        assert self.num_layers > 12

LIMIT = 4 * 3
KINDS = ["bfloat16", "fp32"]
SEEN = 3
try:
    import nothing
except ImportError:
    SEEN = 4

def deep(args, most):
    if args.num_layers > most:
        raise ValueError(f"{args.num_layers} layers")

def reset():
    global RESET
    RESET = 50

RESET = 4
FILLED = [1]
FILLED.append(2)
CHAINED = 1
OTHER = CHAINED = 2

def change(config, layers):
    config.num_layers = layers

def reset_layers(args):
    args.num_layers = 24

class Other:
    pass
`;

describe("nothing is said of a condition that holds, or of which too little is known", () => {
  test.each([
    "assert self.hidden_size == 768",
    "assert self.hidden_size % 128 == 0 and self.precision == 'fp16'",
    "assert self.mine",
    "assert self.mine or self.hidden_size > 768",
    "assert not (self.mine and self.hidden_size)",
    "assert self.mine > 3",
    "assert self.mine or self.num_layers < 'twelve'",
    "assert self.optimizer.anything() == 3",
    "assert something(self.hidden_size)",
    "assert SEEN == 5",
    "assert NOWHERE",
    "assert [x for y in self.attention_config for x in y] == []",
    "if self.mine:\n    assert self.hidden_size > 768",
    "if self.mine:\n    pass\nelse:\n    raise ValueError()",
    "if self.hidden_size > 768:\n    raise ValueError()",
    "if self.mine:\n    self.hidden_size = 1024\nassert self.hidden_size > 768",
    "if self.mine:\n    return True\nassert self.hidden_size > 768",
    "for x in self.mine:\n    if x:\n        return True\nassert self.hidden_size > 768",
    "while self.mine:\n    self.hidden_size = 1024\nassert self.hidden_size > 768",
    "try:\n    assert self.hidden_size > 768\nexcept AssertionError:\n    pass",
    "try:\n    self.hidden_size = self.mine()\nexcept AttributeError:\n    pass\nassert self.hidden_size > 768",
    "with open('x') as file:\n    self.hidden_size = int(file.read())\nassert self.hidden_size > 768",
    "self.hidden_size = self.mine\nassert self.hidden_size > 768",
    "self.hidden_size, other = self.mine()\nassert self.hidden_size > 768",
    "self.hidden_size = other = self.mine\nassert self.hidden_size > 768",
    "self.hidden_size = self.num_layers = [768, 12]\nassert self.hidden_size == [768, 12]",
    "self.hidden_size[self.mine] = 3\nassert self.hidden_size > 768",
    "self.hidden_size *= self.mine\nassert self.hidden_size > 768",
    "del self.hidden_size\nassert self.hidden_size > 768",
    "self.widen()\nassert self.hidden_size > 768",
    "if self.mine:\n    self.widen()\nassert self.hidden_size > 768",
    "self.optimizer['type'] = 'sgd'\nassert self.optimizer['type'] == 'sgd'",
    "settings = self.optimizer\nsettings['type'] = 'sgd'\nassert self.optimizer['type'] == 'sgd'",
    "settings = self.optimizer\nsettings.update(type='sgd')\nassert self.optimizer['type'] == 'sgd'",
    "settings = self.optimizer['params']\nchange(settings)\nassert self.optimizer['params']['lr'] == 3",
    "change(self)\nassert self.hidden_size > 768",
    "setattr(self, self.mine, 3)\nassert self.hidden_size > 768",
    "self.update_values(self.mine)\nassert self.hidden_size > 768",
    "self.update_values({self.mine: 3, 'hidden_size': self.mine})\nassert self.hidden_size > 768",
    "def never():\n    assert self.hidden_size > 768",
    "return True\nassert self.hidden_size > 768",
  ])("%s", (checks) =>
    expect(
      said(
        checks,
        "\n    def widen(self):\n        self.hidden_size = self.mine()\nSEEN = 3\nif x:\n    SEEN = 4\n",
      ),
    ).toBeUndefined(),
  );
});

test.each([
  ["numbers that grow", "x = self.num_layers\nfor y in range_of * 900:\n    x = x * x\nassert x < 0"],
  ["texts that grow", "x = self.precision\nfor y in range_of * 900:\n    x = x + x\nassert x == ''"],
  ["lists in lists", `x = ${"[".repeat(6)}y${" for y in range_of * 900]".repeat(6)}\nassert x == 3`],
  ["calls in calls", "self.again(3)\nassert self.num_layers > 12"],
])("%s end nobody's patience", (_, checks) => {
  const beside = "\n    def again(self, x):\n        return self.again(x)\n";
  expect(said(`range_of = [1]\n${checks}`, beside)).toBeUndefined();
});

test("what gpt-neox's own statements make is as they leave it, and only after the last of them", () => {
  const derived = (kind: string) => `
    def calculate_derived(self):
        self.update_value(
            "attention_config",
            expand_attention_types(self.attention_config, self.num_layers),
        )
        assert "${kind}" not in self.attention_config
`;
  expect(said("pass", derived("flash"))?.message).toContain("AssertionError");
  expect(said("pass", derived("rwkv"))).toBeUndefined();
  const again = "self.update_value('attention_config', self.mine)";
  expect(said(again, derived("flash"))).toBeUndefined();
});

test("a check of gpt-neox's own is no condition of the checkout, and ends what comes after it", () => {
  const upstream = "if self.lr is None:\n    raise ValueError()\n";
  expect(said(`self.lr = None\n${upstream}assert self.hidden_size > 768`)).toBeUndefined();
});

test("a condition is told with the values of the launch, its message and the keys that led to it", () => {
  const found = said(
    'if self.precision == "fp16":\n    assert self.num_layers <= 8, (f"{self.num_layers:>4} layers, {FAIL}" + " and " "more")',
  );
  expect(found?.message).toContain(
    "with num_layers: 12: assert self.num_layers <= 8 (AssertionError: 12 layers, and more)",
  );
  expect(found?.keys).toEqual(["num_layers", "precision", "fp16", "bf16"]);
  expect(found?.phase).toBe("args");
});

test.each(["hasOwnProperty", "constructor", "__proto__"])("%s is no function of Python", (name) => {
  expect(said(`x = ${name}(self.hidden_size)\nassert self.hidden_size > 768`)).toBeDefined();
});

test("of lists of a million nothing is known, and nothing is built", () => {
  const big = "x = [1] * 1000000\ny = 'a' * 1000000\n";
  const steps = Array.from({ length: 1000 }, (_, index) => `z${index} = y.upper() + y\nw${index} = all(x)`);
  expect(said(`${big}${steps.join("\n")}\nassert len(x) == 3`)).toBeUndefined();
  expect(said(`${big}assert self.hidden_size > 768`)).toBeDefined();
});
