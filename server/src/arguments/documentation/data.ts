/** Data sets, their mixture, and the tokenizer. */
export const data: Readonly<Record<string, string>> = {
  data_path:
    "Path prefix of one tokenized data set, without `.bin` or `.idx`, divided by `split`. Instead of `train_data_paths`, `valid_data_paths` and `test_data_paths`.",
  train_data_paths:
    "List of path prefixes (without `.bin` or `.idx`) of the training sets, mixed by `train_data_weights`. `valid_data_paths` and `test_data_paths` must be given too, and `data_path` not.",
  valid_data_paths:
    "List of path prefixes of the validation sets, mixed by `valid_data_weights`. Give all three lists or none.",
  test_data_paths:
    "List of path prefixes of the test sets, mixed by `test_data_weights`. Give all three lists or none.",
  train_data_weights:
    "How often to draw from each of `train_data_paths`, relative to each other; equal when unset. As many as paths, summing to more than 0. These are shares of samples, so a small set with a large weight is repeated.",
  valid_data_weights:
    "How often to draw from each of `valid_data_paths`; equal when unset. As many as paths.",
  test_data_weights: "How often to draw from each of `test_data_paths`; equal when unset. As many as paths.",
  weight_by_num_documents:
    "Computes the weights from the numbers of documents and replaces given ones. The formula boosts small sets even with `weighted_sampler_alpha: 1`; give weights yourself to know the mixture.",
  weighted_sampler_alpha:
    "With `weight_by_num_documents`, the power the document shares are raised to: smaller values favour small data sets more.",
  train_label_data_paths:
    "List of sets parallel to `train_data_paths` that hold the labels, token for token and not shifted; masked tokens do not count in the loss. For instruction tuning. The other splits need labels too when they are evaluated.",
  valid_label_data_paths:
    "Label sets parallel to `valid_data_paths`. Only used when `train_label_data_paths` is set.",
  test_label_data_paths:
    "Label sets parallel to `test_data_paths`. Only used when `train_label_data_paths` is set.",
  train_reward_data_paths:
    "Reward sets parallel to `train_data_paths`, for KTO. They need `pack_impl: unpacked`.",
  valid_reward_data_paths:
    "Reward sets parallel to `valid_data_paths`, for KTO. They need `pack_impl: unpacked`.",
  test_reward_data_paths:
    "Reward sets parallel to `test_data_paths`, for KTO. They need `pack_impl: unpacked`.",
  pos_train_data_paths:
    "Training sets of preferred answers, for `dataset_impl: pairwise`. One set of `neg_train_data_paths` belongs to each.",
  neg_train_data_paths: "Training sets of rejected answers, in the order of `pos_train_data_paths`.",
  pos_valid_data_paths: "Validation sets of preferred answers, for `dataset_impl: pairwise`.",
  neg_valid_data_paths: "Validation sets of rejected answers, in the order of `pos_valid_data_paths`.",
  pos_test_data_paths: "Test sets of preferred answers, for `dataset_impl: pairwise`.",
  neg_test_data_paths: "Test sets of rejected answers, in the order of `pos_test_data_paths`.",
  pos_train_label_data_paths:
    "Label sets of the preferred training answers. Give those of the rejected ones too, or neither.",
  neg_train_label_data_paths:
    "Label sets of the rejected training answers. Give those of the preferred ones too, or neither.",
  pos_valid_label_data_paths:
    "Label sets of the preferred validation answers. Give those of the rejected ones too, or neither.",
  neg_valid_label_data_paths:
    "Label sets of the rejected validation answers. Give those of the preferred ones too, or neither.",
  pos_test_label_data_paths:
    "Label sets of the preferred test answers. Give those of the rejected ones too, or neither.",
  neg_test_label_data_paths:
    "Label sets of the rejected test answers. Give those of the preferred ones too, or neither.",
  split:
    'Shares of `data_path` for training, validation and test, as text: `"969, 30, 1"`. They are normalised to sum to 1. Cached indexes do not know the split, so remove the `*_indexmap_*.npy` files after changing it.',
  data_impl:
    "How a data set is read: `mmap` for files of NeoX's preprocessing, `cached` to hold it in memory. Always set `mmap`: the default `infer` never opens the data and fails.",
  mmap_warmup:
    "Reads data files through once at start, so that they are in the page cache. Slow for large sets.",
  dataset_impl:
    "Kind of data: `gpt2` for documents, `pairwise` for preferred and rejected answers (`train_impl: dpo` or `rm`), `online` for samples served while training (`reinforce`).",
  pack_impl:
    "How documents fill a sequence: `packed` cuts a continuous stream (pretraining), `pack_until_overflow` keeps documents whole (finetuning, slow on large sets), `unpacked` is one document a sequence (pairwise and reward data).",
  allow_chopped:
    "Whether documents longer than `seq_length` are cut; otherwise they are dropped. Without effect when packed.",
  use_shared_fs:
    "Whether all nodes see one file system. With `false` each node builds its own data indexes, but that only works with `data_path`, not with lists of paths.",
  num_workers: "Data-loading processes per GPU, 0 or more. 2 is enough for tokenized data.",
  eod_mask_loss:
    "Leaves the end-of-document token out of the loss. For finetuning on separate documents; the tokenizer must have such a token.",
  short_seq_prob: "A leftover of BERT training that nothing reads.",
  data_efficiency:
    "DeepSpeed's data-efficiency block (curriculum sampling, token dropping), passed on as it is. NeoX's loaders do not take part.",
  tokenizer_type:
    "The tokenizer: `HFTokenizer` for a Hugging Face `tokenizer.json` (GPT-NeoX, Pythia), `GPT2BPETokenizer`, `HFGPT2Tokenizer`, `SPMTokenizer` (SentencePiece), `TiktokenTokenizer` or `CharLevelTokenizer`. It must be the one the data was made with.",
  vocab_file:
    "The tokenizer's file: `tokenizer.json` for `HFTokenizer`, the model for `SPMTokenizer`, `vocab.json` for GPT-2's. Every node must be able to read it.",
  merge_file: "The merges of `GPT2BPETokenizer`, `merges.txt`. Other tokenizers ignore it.",
  online_dataserver_ips:
    "Address of the server that hands out samples for `dataset_impl: online`. One address only: a list never passes NeoX's type check.",
  online_dataserver_ports:
    "Port of the server that hands out samples for `dataset_impl: online`. One number only: a list never passes NeoX's type check.",
};
