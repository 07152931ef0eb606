#!/usr/bin/env bash
# Counts the lines of code of the package: without comments, blank lines and lines of only braces; then the same without using
# and namespace lines. Usage: eng/lines.sh [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
code=$(find "${1:-src/WorkOs.AspNetCore}" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -print0 |
  xargs -0 sed -E -e 's#^[[:space:]]*//.*$##' -e 's/^[[:space:]]*[{}]+[;,)]*[[:space:]]*$//' -e '/^[[:space:]]*$/d')
echo "$(wc -l <<<"$code") lines, $(grep -cvE '^(\xEF\xBB\xBF)?(using [A-Za-z0-9_. =]+;|namespace [A-Za-z0-9_.]+;)[[:space:]]*$' <<<"$code") without using and namespace lines"
