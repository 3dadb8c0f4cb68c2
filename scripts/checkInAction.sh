#!/usr/bin/env bash
# The check of action.yml: annotations on standard output, SARIF in a file, the command's exit status as an output.
set -uo pipefail

mapfile -t files < <(printf '%s\n' "$FILES" | sed '/^[[:space:]]*$/d')
flags=(--each)
[ -n "${NEOX:-}" ] && flags+=(--neox "$NEOX")
[ -n "${GPUS:-}" ] && flags+=(--gpus "$GPUS")

sarif="$RUNNER_TEMP/neox-config.sarif"
check() { npx --yes --package "$PACKAGE" neox-config check "${files[@]}" "${flags[@]}" "$@"; }

check --format sarif > "$sarif"
status=$?
# What cannot be read has been said already.
check --format github 2> /dev/null

{
  echo "sarif=$sarif"
  echo "status=$status"
} >> "$GITHUB_OUTPUT"
