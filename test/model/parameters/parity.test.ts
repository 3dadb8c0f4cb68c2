import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { total } from "../../../server/src/model/parameters/count";
import {
  layerCount,
  layersTotal,
  modelParameters,
} from "../../../server/src/model/parameters/modelParameters";
import { launchOf } from "../launchOf";

const SHARED = join(import.meta.dirname, "../../../../shared");
const RECORD = join(SHARED, "parity/parameters.jsonl");

/** What gpt-neox's own modules have, built with one model-parallel rank. */
interface Recorded {
  readonly file: string;
  readonly perLayer: Readonly<Record<string, number>>;
  readonly layers: number;
  readonly finalNorm: number;
  readonly positions: number;
}

const records: Recorded[] = existsSync(RECORD)
  ? readFileSync(RECORD, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];

test.skipIf(records.length === 0)(
  records.length === 0
    ? "skipped: no shared data"
    : "every upstream config has the parameters that gpt-neox built",
  () => {
    const counted = records.map(({ file }) => {
      const parameters = modelParameters(launchOf(readFileSync(join(SHARED, "corpus", file), "utf8")));
      if (parameters === undefined) return { file };
      const kinds = [...parameters.parts.keys()];
      return {
        file,
        perLayer: Object.fromEntries(kinds.map((kind) => [kind, total(layerCount(parameters, kind))])),
        layers: layersTotal(parameters),
        finalNorm: total(parameters.finalNorm),
        positions: total(parameters.positions),
      };
    });
    const expected = records.map(({ file, perLayer, layers, finalNorm, positions }) => {
      return { file, perLayer, layers, finalNorm, positions };
    });
    expect(counted).toEqual(expected);
  },
);
