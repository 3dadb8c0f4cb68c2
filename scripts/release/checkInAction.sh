#!/usr/bin/env bash
# The check of action.yml: annotations on standard output, SARIF in a file, the command's exit status as an output.
# The checked repository is data: what runs is the action's own bundle, by its absolute path.
set -uo pipefail

command="$GITHUB_ACTION_PATH/dist/cli.js"

# A release carries the bundle; elsewhere it is built, with the action's own npm settings and no script of a package.
build() (
  cd "$GITHUB_ACTION_PATH" || exit
  npm ci --userconfig "$GITHUB_ACTION_PATH/.npmrc" --ignore-scripts && node scripts/build/build.mjs --release
)
[ -f "$command" ] || build >&2 || exit 2

# An input is a name, never a flag: it stands behind `--` or after `=`.
# The bash of macOS, 3.2, has no mapfile, and takes an empty array for a name that is not set.
files=()
while IFS= read -r file; do files+=("$file"); done < <(printf '%s\n' "$FILES" | sed '/^[[:space:]]*$/d')
flags=(--each)
[ -n "${NEOX:-}" ] && flags+=("--neox=$NEOX")
[ -n "${GPUS:-}" ] && flags+=("--gpus=$GPUS")

sarif="$RUNNER_TEMP/neox-config.sarif"
check() { node "$command" check "${flags[@]}" "$@" -- ${files[@]+"${files[@]}"} < /dev/null; }

check --format sarif > "$sarif"
status=$?
# Without a document there is nothing to upload: the files or flags were wrong, as has been said.
[ -s "$sarif" ] || exit "$status"
# What cannot be read has been said already.
check --format github 2> /dev/null

{
  echo "sarif=$sarif"
  echo "status=$status"
} >> "$GITHUB_OUTPUT"
