/** Generating text and evaluating. Only `generate.py` and `eval.py` read these. */
export const generation: Readonly<Record<string, string>> = {
  text_gen_type:
    "What `generate.py` does: `unconditional`, `input-file`, `interactive`, or `precompute` (log-probabilities of a reference model). `input-file` by itself when `sample_input_file` is set.",
  temperature:
    "How random sampling is: 0 takes the likeliest token, 1 samples from the model as it is. Not negative.",
  top_p: "Samples from the fewest tokens whose probabilities sum to this, for example 0.9; 0 turns it off.",
  top_k: "Samples from so many of the likeliest tokens; 0 turns it off. At most the vocabulary.",
  maximum_tokens: "Most tokens to generate per prompt. Prompt and answer together stop at `seq_length`.",
  prompt_end:
    "The text that ends a prompt in interactive mode or in the input file: a newline, or something else for prompts of several lines.",
  sample_input_file: "File of prompts for `text_gen_type: input-file`, separated by `prompt_end`.",
  sample_output_file: "File the generated text is written to.",
  num_samples: "Samples to generate unconditionally, at least 1.",
  return_logits:
    "Writes the logits of generated tokens too. Fails when the prompt is not shorter than `maximum_tokens`.",
  recompute:
    "Runs the whole sequence for every token instead of keeping keys and values: slow. Needed for sparse, RWKV and gMLP layers.",
  eval_tasks:
    "List of tasks of the lm-evaluation-harness for `eval.py`; needs `pipe_parallel_size` of 1 or more. On main only 10 documents of each are used.",
  eval_results_prefix: "Path prefix of the file `eval.py` writes its results to.",
};
