import { expect, test } from "vitest";
import { statedSizes } from "../../../server/src/rules/sizes/statedSizes";

test.each([
  { name: "20B.yml", sizes: [20e9] },
  { name: "1-4B.yml", sizes: [1.4e9, 4e9] },
  { name: "codellama_34B.yml", sizes: [34e9] },
  { name: "llama3-8b-kto.yml", sizes: [8e9] },
  { name: "160m_300B_tokens.yml", sizes: [160e6, 300e9] },
  { name: "local_setup.yml", sizes: [] },
  { name: "3Blue1Brown.yml", sizes: [] },
  { name: "bf16_125M.yml", sizes: [125e6] },
])("$name states $sizes", ({ name, sizes }) => {
  expect(statedSizes(name)).toEqual(sizes);
});
