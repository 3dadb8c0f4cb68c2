import { expect, test } from "vitest";
import { namesOwnClass, parseAnnotation } from "../../server/src/arguments/annotation";
import { parseScalar } from "../../server/src/arguments/pythonScalar";

test.each([
  ["Teacher", true],
  ["Optional[Teacher]", true],
  ["'distill.Teacher'", true],
  ["Union[int, Teacher]", true],
  ["Optional[Literal['Teacher', \"other\"]]", false],
  ["typing.List[int]", false],
  ["int | None", false],
  ["'int'", false],
  ["Any", false],
])("%s names a class of the checkout: %s", (annotation, isOwn) => {
  expect(namesOwnClass(annotation)).toBe(isOwn);
});

test("types of a union that lie deeper in each other than anybody writes them are of any kind", () => {
  const nested = (depth: number) => parseAnnotation(`${"Optional[".repeat(depth)}int${"]".repeat(depth)}`);
  expect(nested(3)).toEqual({ kind: "union", members: ["int", "NoneType"], isPythonUnion: true });
  expect(nested(300)).toMatchObject({ kind: "union", members: expect.not.arrayContaining(["int"]) });
  expect(parseAnnotation("Literal['a,b', \"|[\", 'c']")).toEqual({
    kind: "enum",
    choices: ["a,b", "|[", "c"],
  });
});

test.each([
  ["0x_", undefined],
  ["0o_", undefined],
  ["-0b__", undefined],
  ["0x_fF", 255n],
  ["-0b1_0", -2n],
  ["0o17", 15n],
])("%s is the number %s", (source, value) => {
  expect(parseScalar(source)).toBe(value);
});
