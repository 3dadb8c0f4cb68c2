import { expect, test } from "vitest";
import { namesOwnClass } from "../../server/src/arguments/annotation";

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
