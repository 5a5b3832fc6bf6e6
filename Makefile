# The commands of this repository; `make` alone lists them.
SHELL := /bin/bash
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export TESTINGPLATFORM_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
WORKERS ?= 2
# As everywhere, the simulator stands in until there is a Volcengine key. COMPOSE_FILE, from the environment or .env, has its own way.
COMPOSE_SAYS = $(shell docker compose config --environment | grep -oE '^(VOLCENGINE_ACCESS_KEY|ARK_API_KEY|VOLCENGINE_CREDENTIALS_FILE|COMPOSE_FILE)=.')
COMPOSE_FILES = $(if $(findstring COMPOSE_FILE=,$(COMPOSE_SAYS)),,--file docker-compose.yml $(if $(COMPOSE_SAYS),,--file deploy/compose/simulator.yml))

.PHONY: help run test test-dotnet test-web run-distributed web up down lint lint-docs coverage mutants format hooks bench bench-in-flight bench-polls bench-uploads check-sdk check-node check-docker

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: check-sdk check-node web ## Everything in one process on http://localhost:8080; Ctrl-C stops it
	@dotnet build services/standalone/ImageGen.Standalone -c Release -v q --nologo
	@IMAGEGEN_WEB="$(CURDIR)/web/dist" IMAGEGEN_DATA="$${IMAGEGEN_DATA:-$(CURDIR)/data}" exec dotnet artifacts/bin/ImageGen.Standalone/release/ImageGen.Standalone.dll

test: check-sdk check-node web ## All tests; what needs a server that is not there is skipped and says why
	@$(MAKE) --no-print-directory test-dotnet BESIDE='$(MAKE) --no-print-directory test-web'

# Optimized, because thousands of simulated lives and many real processes run.
test-dotnet: check-sdk web
	@dotnet build ImageGen.sln -v q --nologo -p:Optimize=true
	@BESIDE='$(BESIDE)' deploy/local/test-dotnet.sh

test-web: check-node web
	@cd web && npm run --silent lint && npm test --silent && npm run --silent e2e

run-distributed: check-sdk check-node web ## Gateway, Accounts, APIs, Storage and WORKERS=2 workers as processes over RABBITMQ_URL, MONGODB_URL, S3_*
	@WORKERS=$(WORKERS) deploy/local/run-distributed.sh

web: check-node ## Build the web app into web/dist
	@deploy/local/build-web.sh

up: check-docker ## The whole platform with WORKERS=2 in containers on http://localhost:8080; returns when all are healthy
	docker compose $(COMPOSE_FILES) up --build --wait --remove-orphans --scale worker=$(WORKERS)
	@echo "ImageGen runs on http://$$(docker compose port gateway 8080)"
	@docker compose logs --no-log-prefix accounts 2>/dev/null | grep -o 'There is no administrator yet.*' | tail -1 || true

down: check-docker ## Stop the containers; data stays in their volumes
	docker compose down --remove-orphans

lint: check-sdk check-node web lint-docs ## Formatting and static checks
	dotnet format ImageGen.sln --verify-no-changes
	cd web && npm run lint

lint-docs: check-node ## Form, spelling, links, glossary and decision records of the documents
	@cd docs && { [[ node_modules/.package-lock.json -nt package-lock.json ]] || npm ci --no-audit --no-fund --loglevel=error; }
	@npm --prefix docs run --silent lint

coverage: check-sdk web ## Which lines the tests run, into artifacts/coverage; end to end they run in other processes and count for nothing
	@dotnet tool restore >/dev/null
	@dotnet build ImageGen.sln -v q --nologo
	@deploy/local/test-dotnet.sh --coverlet --coverlet-output-format cobertura
	@dotnet reportgenerator '-reports:artifacts/test-results/**/coverage.cobertura*.xml' -targetdir:artifacts/coverage '-reporttypes:Html;TextSummary' \
		'-assemblyfilters:+ImageGen.*;-*.Tests;-ImageGen.TestKit' -verbosity:Warning
	@head -20 artifacts/coverage/Summary.txt

mutants: check-sdk ## Whether tests notice small changes of the pure rules: docs/mutation-testing.md
	@deploy/local/mutants.sh $(SETS)

format: check-sdk check-node web ## Put every file into our format
	dotnet format ImageGen.sln
	cd web && npm run format

hooks: ## Check the format of changed files before each commit
	git config core.hooksPath .githooks

bench-in-flight: check-sdk ## Memory and polls of one worker with 100, 1,000 and 10,000 tasks at the provider
	@dotnet run --project tests/ImageGen.Benchmarks -c Release -- in-flight

bench-polls: check-sdk ## Questions per job, and how late its result is seen, for models of 3, 10 and 30 seconds
	@dotnet run --project tests/ImageGen.Benchmarks -c Release -- polls

bench-uploads: check-sdk ## Processor time, memory and log lines of uploads that are made to cost much
	@dotnet run --project tests/ImageGen.Benchmarks -c Release -- uploads

bench: check-sdk ## Speed against this machine's ceiling, as ratios
	@dotnet run --project tests/ImageGen.Benchmarks -c Release

check-sdk:
	@dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || { echo 'Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0'; exit 1; }

check-node:
	@node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null || { echo 'Install Node.js 20 or newer: https://nodejs.org/'; exit 1; }

check-docker:
	@docker compose version --short 2>/dev/null | awk -F. '{ sub("v", "", $$1); exit !($$1 > 2 || ($$1 == 2 && $$2 >= 30)) }' || { echo 'Install Docker with Compose 2.30 or newer: https://docs.docker.com/engine/install/'; exit 1; }
	@docker info >/dev/null 2>&1 || { echo 'Start Docker: its engine does not answer.'; exit 1; }
