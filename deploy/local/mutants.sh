#!/usr/bin/env bash
# Changes the pure rules in small ways, one at a time, and looks whether a test notices. Prints a score for each set; the reports with every
# change that no test noticed are in artifacts/mutants.
#   deploy/local/mutants.sh [SET...]      all sets unless some are named
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/artifacts/mutants

# $1: the set. $2: its test project. $3: the project that is changed. $4: the files, with blanks. $5: the test classes, with blanks.
mutate() {
  local name=$1 tests=$2 project=$3 files=() filter="" item
  for item in $4; do files+=(--mutate "**/$item"); done
  for item in $5; do filter+="${filter:+|}FullyQualifiedName~.$item."; done
  (cd "tests/$tests" && dotnet stryker --test-runner mtp --project "$project.csproj" "${files[@]}" --test-case-filter "$filter" \
    --concurrency "${MUTANTS_AT_A_TIME:-1}" --reporter Html --reporter Json --output "$out/$name" --skip-version-check --verbosity warning)
}

run() {
  case $1 in
    sizes) mutate "$1" ImageGen.Catalogue.Tests ImageGen.Catalogue SizeRules.cs SizeRulesTests ;;
    jobs) mutate "$1" ImageGen.Jobs.Tests ImageGen.Jobs "JobRules*.cs RetryPlan.cs" \
      "CancelTests DeadlineTests FoldInvariantTests FoldOrderTests NudgeTests RetryTests StatusTests" ;;
    copies) mutate "$1" ImageGen.Storage.Tests ImageGen.Storage CopyRules.cs "CopyRulesTests CopyTests" ;;
    tasks) mutate "$1" ImageGen.Volcengine.Tests ImageGen.Volcengine TaskRules.cs \
      "CancelAtTheProviderTests RestoredBackupTests LongPreparationTests PicturesOneByOneTests OldDocumentTests DeferralTests CancelWhileSubmittingTests" ;;
    limits) mutate "$1" ImageGen.Volcengine.Tests ImageGen.Volcengine "RoomRules.cs AccountRules.cs WeightedDraw.cs" \
      "RoomRulesTests AccountRulesTests ChoosingTests WeightedDrawTests" ;;
    signing) mutate "$1" ImageGen.Volcengine.Tests ImageGen.Volcengine "RequestSigner.cs CanonicalQuery.cs SignedRequest.cs" RequestSignerTests ;;
    *) echo "No set is called $1." >&2; exit 2 ;;
  esac
}

[[ $# -gt 0 ]] || set -- sizes jobs copies tasks limits signing
dotnet tool restore >/dev/null
for name in "$@"; do
  echo "== $name"
  run "$name"
done
