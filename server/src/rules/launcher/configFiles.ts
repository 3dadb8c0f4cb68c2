import { t } from "../../l10n";
import { baseName } from "../../launch/createLaunch";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";

/** Linux refuses a longer single argument (MAX_ARG_STRLEN). */
const LONGEST_ARGUMENT = 128 * 1024;

const long = (length: number) => `${EXAMPLE_MODEL}# ${"x".repeat(length)}\n`;

/** The files themselves, as `deepy.py` takes them. */
export const configFileRules: readonly Rule[] = [
  defineRule({
    id: "yaml-config-extension",
    phase: "launcher",
    severity: "warning",
    keys: [],
    neox: { at: "megatron/neox_arguments/arguments.py:consume_deepy_args", raises: "FileNotFoundError" },
    summary: "A config's name ends in `.yml`",
    explain: `\`deepy.py\` adds \`.yml\` to a name that ends in neither \`.yml\` nor \`.json\`
(\`megatron/neox_arguments/arguments.py:415\`), and does not find \`model.yaml.yml\`.`,
    bad: { files: { "model.yaml": EXAMPLE_MODEL }, launched: true },
    good: { files: { "model.yml": EXAMPLE_MODEL }, launched: true },
    check(launch, report) {
      for (const file of launch.scope === "launch" ? launch.files : []) {
        if (!file.path.endsWith(".yaml")) continue;
        const name = baseName(file.path);
        report({
          at: { file, span: { start: 0, end: 0 } },
          message: t("deepy.py looks for {0}.yml; rename the file to end in .yml.", name),
        });
      }
    },
  }),
  defineRule({
    id: "config-too-large",
    phase: "launcher",
    severity: "warning",
    keys: [],
    holds: { from: "2023-05-22", since: "23ad392f" },
    neox: { at: "megatron/neox_arguments/arguments.py:get_deepspeed_main_args", raises: "OSError" },
    summary: "The files together must fit into one argument of a command line",
    explain: `NeoX hands the whole text of the files to the workers as one argument, as JSON in base64
(\`megatron/neox_arguments/arguments.py:629\`); Linux refuses one of more than 128 KiB. Comments count.`,
    bad: long(100_000),
    good: long(1000),
    check(launch, report) {
      const texts = launch.files.map(({ document }) => JSON.stringify(document.text).length);
      const encoded = Math.ceil((texts.reduce((sum, it) => sum + it, 0) * 4) / 3);
      const file = launch.files.at(-1);
      if (encoded <= LONGEST_ARGUMENT || file === undefined) return;
      report({
        at: { file, span: { start: 0, end: 0 } },
        message: t(
          "The files make an argument of {0} KiB, and Linux takes {1}: Argument list too long.",
          Math.ceil(encoded / 1024),
          LONGEST_ARGUMENT / 1024,
        ),
      });
    },
  }),
];
