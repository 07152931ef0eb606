#!/usr/bin/env bash
# Counts the lines of code of the package: without comments, blank lines and lines of only braces. Usage: eng/lines.sh [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
find "${1:-src/WorkOs.AspNetCore}" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -print0 |
  xargs -0 sed -E -e 's#^[[:space:]]*//.*$##' -e 's/^[[:space:]]*[{}]+[;,)]*[[:space:]]*$//' -e '/^[[:space:]]*$/d' | wc -l
