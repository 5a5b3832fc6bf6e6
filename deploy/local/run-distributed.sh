#!/usr/bin/env bash
# Runs the platform as separate processes on loopback, for development without containers: gateway, Accounts, Jobs API, Storage and WORKERS workers.
# Needs RABBITMQ_URL, MONGODB_URL and S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY. Without Volcengine keys the simulator stands in for the provider.
# People sign in: at the first start the line "set-up code" of [accounts] says how the first administrator is made, or IMAGEGEN_ADMIN_EMAIL and IMAGEGEN_ADMIN_PASSWORD_FILE make it.
# Ports: gateway 8080, Jobs 8081, Storage 8082, Accounts 8083, simulator 8090, workers from 8100; PORT_BASE moves all of them. One Ctrl-C stops all.
set -euo pipefail
cd "$(dirname "$0")/../.."
base=${PORT_BASE:-8080} workers=${WORKERS:-2} configuration=${CONFIGURATION:-Release}
for name in RABBITMQ_URL MONGODB_URL S3_ENDPOINT S3_BUCKET; do
  [[ -n ${!name:-} || ( -n $(eval "echo \${${name}_FILE:-}") ) ]] || { echo "Set $name: this command needs a running RabbitMQ, MongoDB and S3 store." >&2; exit 1; }
done
if [[ -z ${NO_BUILD:-} ]]; then
  for project in gateway/ImageGen.Gateway services/accounts/ImageGen.Accounts.Api services/jobs/ImageGen.Jobs.Api services/storage/ImageGen.Storage.Service services/volcengine/ImageGen.Volcengine.Worker services/volcengine/ImageGen.Volcengine.Simulator; do
    dotnet build "$project" -c "$configuration" -v q --nologo
  done
fi
pids=()
stop() { trap - INT TERM EXIT; kill -TERM "${pids[@]}" 2>/dev/null || true; wait "${pids[@]}" 2>/dev/null || true; }
trap stop INT TERM EXIT
start() { # start NAME PORT PROJECT [VARIABLE=VALUE...]
  local name=$1 port=$2 project=$3; shift 3
  env "$@" ASPNETCORE_URLS="http://127.0.0.1:$port" dotnet "artifacts/bin/$project/${configuration,,}/$project.dll" > >(sed -u "s/^/[$name] /") 2>&1 &
  pids+=($!)
  [[ -z ${PID_DIR:-} ]] || echo $! >"$PID_DIR/$name.pid"
}
if [[ -z ${VOLCENGINE_ACCESS_KEY:-}${VOLCENGINE_ACCESS_KEY_FILE:-}${ARK_API_KEY:-}${ARK_API_KEY_FILE:-}${VOLCENGINE_CREDENTIALS_FILE:-} ]]; then
  simulator=http://127.0.0.1:$((base + 10))
  start simulator $((base + 10)) ImageGen.Volcengine.Simulator
  export VOLCENGINE_ACCESS_KEY=AKLTsimulatorSimulatorSimulator0000000001 VOLCENGINE_SECRET_KEY=SimulatorSecretKeyThatProtectsNothing000000000001== VOLCENGINE_VISUAL_ENDPOINT=$simulator VOLCENGINE_IMAGEX_ENDPOINT=$simulator
  export ARK_API_KEY=00000000-simu-lato-rkey-000000000001 ARK_ENDPOINT=$simulator IMAGEGEN_DEMO=true
  # The figures of the catalogue are those of real accounts.
  export VOLCENGINE_CONCURRENCY=${VOLCENGINE_CONCURRENCY:-0} VOLCENGINE_REQUESTS_PER_SECOND=${VOLCENGINE_REQUESTS_PER_SECOND:-0}
  # The simulator is on this machine, so the store that we reach it reaches too.
  export S3_PUBLIC_ENDPOINT=${S3_PUBLIC_ENDPOINT:-$S3_ENDPOINT}
fi
export IMAGEGEN_ACCOUNTS_URL=http://127.0.0.1:$((base + 3))
start accounts $((base + 3)) ImageGen.Accounts.Api
worker_urls=()
for n in $(seq "$workers"); do
  start "worker-$n" $((base + 19 + n)) ImageGen.Volcengine.Worker
  worker_urls+=("http://127.0.0.1:$((base + 19 + n))")
done
start storage $((base + 2)) ImageGen.Storage.Service
start jobs $((base + 1)) ImageGen.Jobs.Api
start gateway "$base" ImageGen.Gateway "Gateway__Jobs=http://127.0.0.1:$((base + 1))" "Gateway__Storage=http://127.0.0.1:$((base + 2))" "Gateway__Worker=$(IFS=,; echo "${worker_urls[*]}")" "IMAGEGEN_WEB=$PWD/web/dist"
for _ in $(seq 120); do
  curl -fs -o /dev/null "http://127.0.0.1:$base/api/v1/system" && { echo "ImageGen runs on http://localhost:$base with $workers workers"; break; }
  sleep 0.5
done
wait -n "${pids[@]}" || true
echo "A process has ended; stopping the others." >&2
