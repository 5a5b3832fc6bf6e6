#!/usr/bin/env bash
# Starts the containers as an operator would, once with the secrets in variables and once in files, and has each make pictures from an upload.
# Needs Docker with Compose 2.30. Reads no .env, takes free ports and a project of its own, and removes all of it at the end.
# MORE_FILES names further files of Compose, separated by colons, where an engine can not build or pull as ours do.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
files=docker-compose.yml:deploy/compose/simulator.yml
admin='a-password-of-its-own for the administrator'
settings=("IMAGEGEN_ADMIN_EMAIL=admin@example.com" "IMAGEGEN_ADMIN_PASSWORD=$admin" "PATH=$PATH" "HOME=$HOME" IMAGEGEN_PORT=127.0.0.1: "IMAGEGEN_SECRETS=$work/secrets" "IMAGEGEN_MODELS=$PWD/deploy/models")
for name in DOCKER_HOST DOCKER_CONFIG DOCKER_BUILDKIT COMPOSE_BAKE; do [[ -z ${!name:-} ]] || settings+=("$name=${!name}"); done

# Nothing of the caller's own set-up: it may hold the keys of an account.
compose() { env -i "${settings[@]}" "COMPOSE_FILE=$files${MORE_FILES:+:$MORE_FILES}" docker compose --project-name imagegen-check --project-directory "$PWD" --env-file /dev/null "$@"; }
remove() { compose down --volumes --remove-orphans >/dev/null 2>&1 || true; }
trap 'code=$?; [[ $code == 0 ]] || compose logs --tail 30 || true; remove; rm -rf "$work"; exit $code' EXIT

write() { printf '%s\n' "$2" >"$work/secrets/$1"; }
secrets() {
  mkdir -p "$work/secrets"
  write rabbitmq_url amqp://imagegen:a-password-of-its-own@rabbitmq:5672/
  write rabbitmq.conf $'default_user = imagegen\ndefault_pass = a-password-of-its-own'
  write mongodb_url mongodb://mongo:27017/imagegen
  write s3_access_key a-user-of-its-own
  write s3_secret_key a-secret-of-its-own
  write imagegen_secret_key ""
  write imagegen_oidc_client_secret ""
  write imagegen_admin_password "$admin"
  # The simulator's own, which open nothing else.
  write volcengine_access_key AKLTsimulatorSimulatorSimulator0000000001
  write volcengine_secret_key SimulatorSecretKeyThatProtectsNothing000000000001==
  write volcengine_session_token ""
  write ark_api_key 00000000-simu-lato-rkey-000000000001
  chmod 644 "$work"/secrets/*
}

text() { grep -o "\"$1\":\"[^\"]*\"" | head -1 | cut -d '"' -f 4; }

# As the first administrator, who makes a key for what follows.
sign_in() {
  local origin jar=$work/cookies
  origin=http://$(compose port gateway 8080)
  curl -fsS "$origin/api/v1/session" -c "$jar" -o /dev/null -H 'Content-Type: application/json' -d "{\"email\":\"admin@example.com\",\"password\":\"$admin\"}"
  key=$(curl -fsS "$origin/api/v1/keys" -b "$jar" -H "Origin: $origin" -H 'Content-Type: application/json' \
    -d '{"name":"check","scopes":["jobs:read","jobs:write","images:read"]}' | text secret)
}

# With the key, and without it nothing.
call() { curl -H "Authorization: Bearer $key" "$@"; }

# One model reads its input by a link into the store, the other gets its bytes.
pictures() {
  local api upload job status model
  api=http://$(compose port gateway 8080)/api/v1
  sign_in
  [[ $(curl -s -o /dev/null -w '%{http_code}' "$api/jobs") == 401 ]] || { echo "Jobs are open to everybody." >&2; return 1; }
  upload=$(call -fsS "$api/uploads" -H 'Content-Type: image/png' --data-binary @docs/images/generate.png | text id)
  for model in jimeng-t2i-4.0 seededit-3.0; do
    job=$(call -fsS "$api/jobs" -H 'Content-Type: application/json' -d "{\"model\":\"$model\",\"prompt\":\"a red hat\",\"references\":[\"$upload\"]}" | text id)
    for _ in $(seq 120); do
      status=$(call -fsS "$api/jobs/$job" | text status)
      [[ $status == queued || $status == running || $status == storing ]] || break
      sleep 2
    done
    [[ $status == succeeded ]] || { echo "A job of $model with a reference picture is $status." >&2; call -sS "$api/jobs/$job" >&2; return 1; }
    call -fsS "http://$(compose port gateway 8080)$(call -fsS "$api/jobs/$job" | text url)" -o "$work/$model.picture"
  done
}

# A page that is open must not keep the gateway from stopping.
stop_with_an_open_page() {
  local began=$SECONDS
  call -sN -o "$work/events" "http://$(compose port gateway 8080)/api/v1/events" & reader=$!
  until [[ -s $work/events ]]; do sleep 0.5; done
  compose stop gateway
  wait "$reader" || true
  [[ $((SECONDS - began)) -lt 25 ]] || { echo "The gateway took $((SECONDS - began)) s to stop." >&2; return 1; }
}

remove
compose up --build --wait
pictures
stop_with_an_open_page
remove

secrets
files+=:deploy/compose/secrets.yml
compose up --build --wait --scale worker=3
pictures
for service in accounts jobs worker storage; do
  for container in $(compose ps --quiet "$service"); do
    ! docker inspect "$container" | grep -E 'a-(password|secret|user)-of-its-own|SimulatorSecretKey' || { echo "$service shows a secret." >&2; exit 1; }
  done
done
echo "The containers made pictures from uploads, with secrets in variables and in files."
