import type { Dataset, DatasetIndex, DocumentSample } from "../../datasets/dataset";
import type { Loads } from "../../launch/loads";
import { EXAMPLE_MODEL } from "./exampleModel";

/** A model that trains on an index, for the examples of rules. */
export const EXAMPLE_DATA = `${EXAMPLE_MODEL}train_iters: 100\ndata_path: data/enwik8_text_document\ndata_impl: mmap\n`;

const PREFIX = "data/enwik8_text_document";

const SAMPLE: DocumentSample = {
  documents: 1000,
  isWhole: true,
  shortest: 100,
  longest: 1000,
  smallestToken: 0,
  largestToken: 50_000,
  isEveryToken: true,
  outside: undefined,
  end: 1_000_000,
};

const INDEX: DatasetIndex = {
  format: "mmap",
  type: "uint16",
  bytesPerToken: 2,
  documents: 1000,
  tokens: 500_000,
  sample: SAMPLE,
};

/** The index that `EXAMPLE_DATA` names, with something else in it. */
export function exampleData(changes: Partial<Dataset> = {}): Loads {
  return loadsOf({ ...dataset(PREFIX), ...changes });
}

/** A sound data set of a name, with an index. */
function dataset(prefix: string, index: Partial<DatasetIndex> = {}): Dataset {
  return { prefix, hasIndex: true, hasData: true, dataBytes: 1_000_000, index: { ...INDEX, ...index } };
}

function loadsOf(...datasets: readonly Dataset[]): Loads {
  return { datasets: new Map(datasets.map((each) => [each.prefix, each])) };
}

/** Nothing by that name, and beside it another. */
export function absentData(other: string): Loads {
  return loadsOf({ prefix: PREFIX, hasIndex: false, hasData: false, dataBytes: 0, others: [other] });
}

/** The same with another sample of its documents. */
export function exampleSample(changes: Partial<DocumentSample>): Loads {
  return exampleData({ index: { ...INDEX, sample: { ...SAMPLE, ...changes } } });
}

/** A model that trains on labels beside its data. */
export const EXAMPLE_LABELS = `${EXAMPLE_MODEL}train_iters: 100
data_impl: mmap
train_data_paths: [data/chat_document]
train_label_data_paths: [data/chat_label_document]
valid_data_paths: [data/chat_document]
valid_label_data_paths: [data/chat_label_document]
test_data_paths: [data/chat_document]
test_label_data_paths: [data/chat_label_document]
`;

/** The data of `EXAMPLE_LABELS`, of 1000 documents, with labels of so many. */
export function exampleLabels(documents: number): Loads {
  const labels = dataset("data/chat_label_document", { documents, tokens: 500 * documents });
  return loadsOf(dataset("data/chat_document"), labels);
}

/** Labels of replies by these names, all of which are learned from `secondKept` on. */
export function exampleReplyLabels(paths: readonly string[], secondKept: number | undefined): Loads {
  const index = { type: "int32", bytesPerToken: 4, sample: { ...SAMPLE, secondKept } } as const;
  return loadsOf(...paths.map((prefix) => dataset(prefix, index)));
}

/** The labels of `EXAMPLE_LABELS`, which all begin at so many tokens. */
export function exampleLateLabels(firstLearned: number): Loads {
  const sample = { ...SAMPLE, longest: firstLearned + 10, firstLearned };
  return loadsOf(dataset("data/chat_label_document", { sample }));
}
