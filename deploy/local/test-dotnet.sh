#!/usr/bin/env bash
# Runs every test project of the built solution, and beside them the command in BESIDE, if there is one. Elsewhere than in CI a project
# whose tests all lack their server is no failure (exit code 8).
set -euo pipefail
cd "$(dirname "$0")/../.."
ignore=(); [[ ${CI:-} == true ]] || ignore=(--ignore-exit-code 8)
rm -rf artifacts/test-results
# A shell keeps Ctrl-C from what it starts in the background, as this script may be: tests of a clean stop send it.
interruptible=(); ! env --default-signal=INT true 2>/dev/null || interruptible=(env --default-signal=INT)
# Collecting profiles costs processes that live for minutes more than it saves: without, lives are lived a fifth faster.
export DOTNET_TieredPGO=0

# $1: how many at a time. $2: their files. Then the arguments of the caller.
run() {
  local parallel=$1 modules=$2
  shift 2
  "${interruptible[@]}" dotnet test --test-modules "$modules" --max-parallel-test-modules "$parallel" --report-trx --results-directory artifacts/test-results "${ignore[@]}" "$@"
}
file() { echo "artifacts/bin/$1/debug/$1.dll"; }

# The simulation of whole processes takes every core there is: beside it, what waits for real servers would wait too long.
alone=ImageGen.LifeOfAJob.Tests
# These mostly wait, for outages that last minutes: at the same time, and what is left fits beside them.
waits="$(file ImageGen.EndToEnd.Tests);$(file ImageGen.Messaging.Tests)"
others=""
for project in tests/*.Tests; do
  module=$(file "${project#tests/}")
  [[ ";$(file "$alone");$waits;" == *";$module;"* ]] || others+="${others:+;}$module"
done
code=0
run 1 "$(file "$alone")" "$@" || code=$?
parallel=${TEST_PARALLELISM:-2}
if [[ $parallel -gt 1 ]]; then
  (trap - INT; run 2 "$waits" "$@") &
  waiting=$!
  run $((parallel - 1)) "$others" "$@" || code=$?
else
  run 1 "$waits;$others" "$@" || code=$?
fi
# At a lower priority: pages wait longer for what they expect than the services do.
[[ -z ${BESIDE:-} ]] || nice -n 10 bash -c "$BESIDE" || code=$?
[[ -z ${waiting:-} ]] || wait "$waiting" || code=$?
exit "$code"
