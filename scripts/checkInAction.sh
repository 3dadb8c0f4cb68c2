#!/usr/bin/env bash
# The check of action.yml: annotations on standard output, SARIF in a file, the command's exit status as an output.
set -uo pipefail

mapfile -t files < <(printf '%s\n' "$FILES" | sed '/^[[:space:]]*$/d')
flags=(--each)
[ -n "${NEOX:-}" ] && flags+=(--neox "$NEOX")
[ -n "${GPUS:-}" ] && flags+=(--gpus "$GPUS")

own_version=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/server/package.json")
package="${PACKAGE:-neox-config@${VERSION:-$own_version}}"
sarif="$RUNNER_TEMP/neox-config.sarif"
check() { npx --yes --package "$package" neox-config check "${files[@]}" "${flags[@]}" "$@"; }

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
