import { testTexts } from "./answeredTexts";
import { YAML_TEXTS } from "./yamlTexts";

testTexts(YAML_TEXTS, "the server reads it and answers about its end", (uri, text) => {
  const position = { line: text.split("\n").length - 2, character: 1 };
  const asked = { position, textDocument: { uri } };
  return [["hover", "completion", "definition"].map((question) => [`textDocument/${question}`, asked])];
});
