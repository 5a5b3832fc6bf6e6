#!/usr/bin/env bash
# Builds the web app where its sources are newer than the build.
set -euo pipefail
cd "$(dirname "$0")/../../web"
[[ node_modules/.package-lock.json -nt package-lock.json ]] || npm ci --no-audit --no-fund --loglevel=error
if [[ ! -f dist/index.html ]] || [[ -n $(find src public index.html package.json vite.config.ts -newer dist/index.html -print -quit 2>/dev/null) ]]; then
  npm run --silent build
fi
