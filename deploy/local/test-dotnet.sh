#!/usr/bin/env bash
# Runs every test project of the built solution. Elsewhere than in CI a project whose tests all lack their server is no failure (exit code 8).
set -euo pipefail
cd "$(dirname "$0")/../.."
ignore=(); [[ ${CI:-} == true ]] || ignore=(--ignore-exit-code 8)
rm -rf artifacts/test-results

# $1: how many at a time. $2: their files. Then the arguments of the caller.
run() {
  local parallel=$1 modules=$2
  shift 2
  dotnet test --test-modules "$modules" --max-parallel-test-modules "$parallel" --report-trx --results-directory artifacts/test-results "${ignore[@]}" "$@"
}

# The simulation of whole processes takes every core there is: beside it, what waits for real servers would wait too long.
alone=ImageGen.LifeOfAJob.Tests others=""
for project in tests/*.Tests; do
  name=${project#tests/}
  [[ $name == "$alone" ]] || others+="${others:+;}artifacts/bin/$name/debug/$name.dll"
done
code=0
run 1 "artifacts/bin/$alone/debug/$alone.dll" "$@" || code=$?
run "${TEST_PARALLELISM:-2}" "$others" "$@" || code=$?
exit "$code"
