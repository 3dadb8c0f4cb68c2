import { testTexts } from "./answeredTexts";
import { QUESTIONS } from "./questions";
import { TEXTS } from "./texts";

testTexts(TEXTS, "whatever an editor asks, it is answered", (uri, text) => {
  const places = [
    { line: 2, character: 3 },
    { line: text.split("\n").length - 2, character: 1 },
  ];
  return places.map((position) => {
    const asked = { uri, position, range: { start: position, end: position }, textDocument: { uri } };
    return Object.entries(QUESTIONS).map(([method, params]) => [method, { ...params, ...asked }] as const);
  });
});
