import { cases } from "../cases";

const data = (split: string) => `data_path: d/x\nsplit: "${split}"`;

cases("split-format", [
  [data("969,30,1"), "no"],
  [data("9_69,3_0.0_1,1e1_0"), "no"],
  [data("9__69,30,1"), '"9__69,30,1"'],
  [data("969_,30,1"), '"969_,30,1"'],
  [data("969,30,x"), '"969,30,x"'],
]);
