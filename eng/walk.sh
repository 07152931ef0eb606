#!/usr/bin/env bash
# Prints the walk of one sign-in and of one refresh: every method of the package that is entered, in order, and the number of
# folder changes. Fails if the README lists other files. Usage: eng/walk.sh [--list]
set -euo pipefail
cd "$(dirname "$0")/.."
copy="$PWD/artifacts/walk/src"
rm -rf "$copy"
mkdir -p "$copy"
cp Directory.Build.props Directory.Packages.props README.md artifacts/walk/ 2>/dev/null || true
dotnet run --project eng/Walk.Instrument -v quiet -- src/WorkOs.AspNetCore "$copy/WorkOs.AspNetCore"
dotnet run --project eng/Walk -c Walk -v quiet \
  -p:InstrumentedPackage="$copy/WorkOs.AspNetCore" -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -p:WarningLevel=0 -- "$@"
