#!/usr/bin/env bash
# Mutates folders or files of the package, runs the tests on each mutant, and prints the score and the mutants that no test detected.
# Usage: eng/mutate.sh [--again] FOLDER|FILE..., for example: eng/mutate.sh Tokens Bearer, eng/mutate.sh Tokens/NumericDate.cs
# --again: run again with changed tests and an unchanged package; only the mutants that were not detected are run.
# MUTATE_CONCURRENCY is the number of processes that test (2). MUTATE_QUICK=2 gives each mutant two seconds of processor time only, for a first look.
# MUTATE_TESTS="CLASS CLASS..." runs the tests of these classes only.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$PWD/artifacts/mutation"
project="$PWD/tests/WorkOs.AspNetCore.Tests"
bin="$project/bin/Debug/net10.0"
mutated="$output/tests"
results="$output/results.tsv"

# Stryker puts the mutated package beside the tests and removes it when it ends, so this copies it.
keep_mutated_package() {
  until [[ -f "$bin/WorkOs.AspNetCore.dll.stryker-unchanged" ]] && grep -qs MutantControl "$bin/WorkOs.AspNetCore.dll"; do sleep 0.2; done
  sleep 1
  cp -r "$bin" "$mutated"
}

again=()
if [[ "${1:-}" == --again ]]; then
  again=(--again)
  shift
  dotnet build "$project" -v quiet -nologo
  cp "$bin"/WorkOs.AspNetCore.Tests*.dll "$mutated/"
  rm -f "${results%.tsv}.coverage"
else
  (($#)) || { echo "Usage: eng/mutate.sh [--again] FOLDER|FILE..." >&2; exit 2; }
  rm -rf "$output"
  mkdir -p "$output"
  dotnet tool restore >/dev/null
  patterns=()
  for what in "$@"; do
    if [[ -d "src/WorkOs.AspNetCore/$what" ]]; then patterns+=(--mutate "$what/**/*.cs"); else patterns+=(--mutate "$what"); fi
  done

  # Stryker creates the mutants. It would start a process to test each of them, so it gets tests that no mutant can break.
  keep_mutated_package &
  trap 'kill $! 2>/dev/null || true' EXIT
  (cd "$project" && dotnet stryker --config-file stryker-config.json --skip-version-check "${patterns[@]}" \
    --test-case-filter "FullyQualifiedName~FakeClockTests" --output "$output/stryker" --concurrency 1)
fi

dotnet build eng/Mutate -v quiet -nologo
cp eng/Mutate/bin/Debug/net10.0/Mutate.{dll,pdb} "$mutated/"
dotnet eng/Mutate/bin/Debug/net10.0/Mutate.dll run "$mutated" "$output/stryker/reports/mutation-report.json" "$results" "$@" "${again[@]}"
