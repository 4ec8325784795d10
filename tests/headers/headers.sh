#!/bin/sh
# Each public header compiles by itself in strict C17.
# usage: headers.sh SOURCE_DIR CC
cd "$1/include" || exit 2
failed=0
for header in landgauge.h landgauge/*.h; do
    printf '#include "%s"\nint main(void) { return 0; }\n' "$header" |
        "$2" -std=c17 -Wall -Wextra -Wpedantic -Werror -I. -fsyntax-only -x c - || failed=1
done
exit $failed
