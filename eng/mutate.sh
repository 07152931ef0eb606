#!/usr/bin/env bash
# Mutates one folder or file of the package, runs the tests of its room, and prints the score and the mutants that no test detected.
# Usage: eng/mutate.sh FOLDER|FILE [ROOM...], for example: eng/mutate.sh Tokens, eng/mutate.sh Tokens/NumericDate.cs, eng/mutate.sh Sso Sso Remote
# The rooms (see docs/testing.md) are those whose tests run; by default the one that the folder is called after.
set -euo pipefail
cd "$(dirname "$0")/.."

what="${1:?"Usage: eng/mutate.sh FOLDER|FILE [ROOM...]"}"
shift
rooms=("$@")
((${#rooms[@]})) || rooms=("${what%%/*}")
if [[ -d "src/WorkOs.AspNetCore/$what" ]]; then
  pattern="$what/**/*.cs"
elif [[ -f "src/WorkOs.AspNetCore/$what" ]]; then
  pattern="$what"
else
  echo "src/WorkOs.AspNetCore has no folder and no file $what." >&2
  exit 2
fi

filter="$(printf '|Room=%s' "${rooms[@]}")"
output="$PWD/artifacts/mutation/${what%.cs}"
rm -rf "$output"
dotnet tool restore >/dev/null

# Stryker wants to start where the tests are.
(cd tests/WorkOs.AspNetCore.Tests && dotnet stryker --config-file stryker-config.json --skip-version-check \
  --mutate "$pattern" --test-case-filter "${filter:1}" --output "$output" --concurrency "${MUTATE_CONCURRENCY:-$(nproc)}")

dotnet run eng/mutants.cs -- "$output/reports/mutation-report.json"
