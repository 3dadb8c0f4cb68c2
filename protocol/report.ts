/** What the server says to the report view: plain data, so that the view only draws. Unknown figures are null. */

/** Parameters by where they are; `embeddings`, `total` and `paddedVocab` are null while the tokenizer's size is unknown. */
export interface ParameterNumbers {
  /** Of one layer of each kind. */
  readonly perLayer: Readonly<Record<string, number>>;
  /** Of all layers together. */
  readonly layers: number;
  readonly finalNorm: number;
  readonly positions: number;
  readonly embeddings: number | null;
  readonly total: number | null;
  readonly paddedVocab: number | null;
}

/** Bytes on the fullest GPU. */
export interface MemoryNumbers {
  readonly zeroStage: number;
  readonly precision: string | null;
  /** Copies of the model; one is assumed while the GPUs are unknown. */
  readonly replicas: number | null;
  /** One is assumed while it is unknown. */
  readonly microBatchSize: number | null;
  readonly pipelineStage: number;
  /** The rank that is shown: the fullest. */
  readonly rank: number;
  /** On its GPU, each beside the others, while the backward pass runs. */
  readonly terms: Readonly<Record<string, number>>;
  readonly total: number;
  /** The total with as little and with as much as allocator, NCCL and kernels add. */
  readonly range: readonly [low: number, high: number];
  /** In the host's memory. */
  readonly host: number;
  /** The model's states on that rank wherever they lie, as DeepSpeed holds them. */
  readonly states: Readonly<Record<string, number>>;
  /** The same of every rank; of the first replica alone where there are more than 64. */
  readonly byRank: readonly {
    readonly rank: number;
    readonly pipelineStage: number;
    readonly states: Readonly<Record<string, number>>;
  }[];
  /** What one layer of each kind keeps, and the model where the forward pass of a micro batch ends. */
  readonly activations: {
    readonly layers: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly model: Readonly<Record<string, number>>;
  };
  /** Terms that are estimates rather than sums of what NeoX allocates. */
  readonly estimated: readonly string[];
  /** Whether real runs of such layers, kernels and optimizers were compared with these figures. */
  readonly isCompared: boolean;
  /** The same for every ZeRO stage. */
  readonly byZeroStage: readonly {
    readonly zeroStage: number;
    readonly terms: Readonly<Record<string, number>>;
    readonly total: number;
  }[];
  readonly gpu: {
    readonly name: string;
    readonly bytes: number;
    readonly fit: string;
    /** Bytes that are left over, after the most of the range. */
    readonly margin: number;
  } | null;
}

export interface ComputeNumbers {
  readonly flopsPerToken: number | null;
  readonly flopsPerStep: number | null;
  readonly sequencesPerStep: number | null;
  readonly tokensPerStep: number | null;
  readonly steps: number | null;
  readonly totalTokens: number | null;
  /** Of all training. About 20 train a model of a given compute best (Hoffmann et al. 2022). */
  readonly tokensPerParameter: number | null;
  readonly totalFlops: number | null;
  readonly training: {
    readonly gpu: string;
    readonly gpus: number;
    readonly utilisation: number;
    readonly days: number;
  } | null;
  readonly pipeline: { readonly layersPerStage: readonly number[]; readonly bubble: number | null } | null;
}

/** One data set that the launch trains on, by its index. */
export interface DataNumbers {
  readonly name: string;
  readonly documents: number;
  readonly tokens: number | null;
  /** Of the part that is for training. */
  readonly trainingTokens: number | null;
  /** Sequences that are read of it in all. */
  readonly samples: number | null;
  readonly epochs: number | null;
}

/** What `neox-config report --format json` prints. */
export interface Numbers {
  readonly parameters: ParameterNumbers;
  readonly memory: MemoryNumbers | null;
  readonly compute: ComputeNumbers;
  /** Empty where no index was read. */
  readonly data: readonly DataNumbers[];
}

/** One part of the model and its parameters in all layers. */
export interface ModelPart {
  readonly name: string;
  readonly parameters: number;
}

/** The fused projection of queries, keys and values over the ranks of a model-parallel group. */
export interface ProjectionLayout {
  readonly headDim: number;
  readonly numAttentionHeads: number;
  readonly numKvHeads: number;
  readonly ranks: number;
}

export interface BatchNumbers {
  readonly microBatchSize: number | null;
  readonly accumulationSteps: number | null;
  readonly replicas: number | null;
  readonly trainBatchSize: number | null;
  readonly seqLength: number | null;
}

/** One shape near the launch's own. */
export interface Shape {
  readonly hiddenSize: number;
  readonly numAttentionHeads: number;
  readonly numKvHeads: number;
}

export interface ExploredShape extends Shape {
  /** The heading of the table it belongs to, such as `8 key/value heads`. */
  readonly table: string;
  readonly isPresent: boolean;
  /** Without the embeddings of tokens where the whole report is without; null where the model cannot be built. */
  readonly parameters: number | null;
  /** Why NeoX would refuse it for its sizes; empty for a shape that works. */
  readonly objections: readonly string[];
  /** What a click writes: `hidden_size: 5120`. */
  readonly writes: readonly string[];
}

/** What the figures rest on, or cannot do without, though nobody has said it. */
export interface Assumption {
  readonly about: "keys" | "vocabulary" | "precision" | "gpus" | "microBatch" | "sequence";
  /** One sentence. */
  readonly text: string;
  /** The setting that says it. */
  readonly setting?: ReportSetting;
  /** The key that says it, with a usual value: `precision: bfloat16`. */
  readonly writes?: string;
}

/** Settings that figures depend on. */
export const REPORT_SETTINGS = ["gpus", "gpu", "vocabularySize"] as const;

export type ReportSetting = (typeof REPORT_SETTINGS)[number];

/** What the settings say, for a view that changes them. */
export interface ReportControls {
  readonly gpus: number | null;
  /** Whether the project file gives the launch its own number, which counts whatever the setting says. */
  readonly isGpusOfLaunch: boolean;
  readonly gpu: string;
  readonly gpuNames: readonly string[];
  readonly vocabularySize: number | null;
}

/** Something that happens once in a run, after the update of an iteration. */
export interface ScheduleMark {
  readonly iteration: number;
  readonly kind: "warmup-end" | "decay-end" | "exit" | "end" | "compute-optimal";
}

/** The learning rate over a run. */
export interface ScheduleNumbers {
  /** Iteration and the rate of its update; of a long run a part, with all marks in it. */
  readonly rates: readonly (readonly [iteration: number, rate: number])[];
  readonly marks: readonly ScheduleMark[];
  /** How often. */
  readonly saves: number;
  readonly evaluations: number;
  /** Where the run stops by an exception, and which. */
  readonly stop: { readonly iteration: number | null; readonly message: string } | null;
}

export interface Report {
  readonly title: string;
  /** Which gpt-neox it is about, and which are known. */
  readonly neox: string;
  readonly numbers: Numbers;
  readonly parts: readonly ModelPart[];
  readonly projection: ProjectionLayout | null;
  readonly batch: BatchNumbers;
  readonly shapes: readonly ExploredShape[];
  /** Why NeoX would refuse the launch whatever its shape. */
  readonly objectionsToAnyShape: readonly string[];
  readonly assumptions: readonly Assumption[];
  /** Why figures are unknown. */
  readonly missing: readonly Assumption[];
  /** Why this launch would not run with a ZeRO stage, by the stage; absent for one that works. */
  readonly zeroObjections: Readonly<Record<number, string>>;
  /** Absent where there is no editor. */
  readonly controls?: ReportControls;
  /** Null where the rates are unknown. */
  readonly schedule: ScheduleNumbers | null;
}

/** Why an open text has no report. */
export interface NoReport {
  readonly reason: string;
}

/** `neoxConfig/report`: the `Report` of an open config, or a `NoReport`; null for a text that is not open. */
export const REPORT_REQUEST = "neoxConfig/report";

export interface ReportParams {
  readonly uri: string;
  /** The middle of the shapes that are explored, where the present one is among those around it; default: that one. */
  readonly around?: Shape;
}

/** `neoxConfig/shapeEdit`: the workspace edit that writes a shape, null where it changes nothing. */
export const SHAPE_EDIT_REQUEST = "neoxConfig/shapeEdit";

export interface ShapeEditParams extends ReportParams {
  readonly shape: Shape;
}

/** `neoxConfig/assumptionEdit`: the workspace edit that writes what is assumed, null where no key says it. */
export const ASSUMPTION_EDIT_REQUEST = "neoxConfig/assumptionEdit";

export interface AssumptionEditParams extends ReportParams {
  readonly about: Assumption["about"];
}
