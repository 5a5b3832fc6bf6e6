#!/usr/bin/env bash
# Builds the hosts of an earlier revision for the tests that run two versions side by side.
#   deploy/local/build-revision.sh REVISION FOLDER     prints the folder with the built projects; FOLDER is kept and used again
# Ends with 3 where the revision is not in this clone.
set -euo pipefail
cd "$(dirname "$0")/../.."
revision=$1 folder=$2
git cat-file -e "$revision^{commit}" 2>/dev/null || { echo "The revision $revision is not in this clone." >&2; exit 3; }
if [[ ! -e $folder/built ]]; then
  mkdir -p "$folder"
  git archive "$revision" | tar -x -C "$folder"
  for host in gateway/ImageGen.Gateway services/jobs/ImageGen.Jobs.Api services/storage/ImageGen.Storage.Service services/volcengine/ImageGen.Volcengine.Worker services/standalone/ImageGen.Standalone; do
    dotnet build "$folder/$host" -v q --nologo >&2
  done
  touch "$folder/built"
fi
echo "$folder/artifacts/bin"
