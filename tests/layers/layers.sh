#!/bin/sh
# Holds the tree to the table of docs/architecture.md: who may include whom, and which library.
# usage: layers.sh SOURCE_DIR
cd "$1" || exit 2

document='landgauge/|base/|model/(box_tree|labels|law|palette|sentences|shapes)\.h|publish/[a-z_]+\.h'

# own headers: folder -> pattern of what may stand between the quotes
own() {
    case $1 in
    include/landgauge | include) echo 'landgauge/' ;;
    src/base) echo 'landgauge/|base/' ;;
    src/model) echo 'landgauge/|base/|model/' ;;
    src/data) echo 'landgauge/|base/|model/' ;;
    src/spatial) echo 'landgauge/|base/|model/|spatial/' ;;
    src/quality) echo 'landgauge/|base/|model/|quality/' ;;
    src/measure) echo 'landgauge/|base/|model/|measure/' ;;
    src/rules) echo 'landgauge/|base/|model/|rules/' ;;
    src/evaluate) echo 'landgauge/|base/|model/|evaluate/' ;;
    src/input) echo 'landgauge/|base/|model/|input/' ;;
    src/publish | src/publish/tables | src/publish/copies) echo 'landgauge/|base/|model/|publish/' ;;
    # documents are made from a book alone: neither the model nor the tables made of it
    src/publish/database) echo "$document|publish/database/|publish/qgis/qgis\\.h" ;;
    src/publish/qgis) echo "$document|publish/qgis/" ;;
    src/publish/workbook) echo "$document|publish/workbook/" ;;
    src/publish/report) echo "$document|publish/report/" ;;
    src/run) echo 'landgauge/|base/|model/|input/|quality/|spatial/|measure/|rules/|evaluate/|publish/|run/' ;;
    src/cli) echo 'landgauge/|landgauge\.h|cli/' ;;
    samples) echo 'landgauge\.h|landgauge/|samples/' ;;
    *) echo 'no such folder' ;;
    esac
}

# libraries: folder -> pattern of what may stand between the angle brackets beside the C library
library() {
    case $1 in
    src/base) echo 'pthread|openssl/|yaml' ;;
    src/spatial) echo 'geos_c|geodesic' ;;
    src/input) echo 'gdal|ogr_|ogr|cpl_' ;;
    src/publish) echo 'cpl_' ;;
    src/publish/copies) echo 'gdal|ogr_|cpl_' ;;
    src/publish/database) echo 'gdal|ogr_|cpl_|sqlite3' ;;
    src/publish/qgis) echo 'ogr_|cpl_' ;;
    src/publish/workbook) echo 'cpl_|xlsxwriter|zlib|dlfcn' ;;
    src/run) echo 'pthread' ;;
    src/cli) echo 'getopt' ;;
    samples) echo 'gdal|ogr_|cpl_' ;;
    *) echo 'none of them' ;;
    esac
}

c_library='assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal'
c_library="$c_library|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn"
c_library="$c_library|string|strings|tgmath|threads|time|uchar|wchar|wctype|unistd|fcntl|dirent"
c_library="$c_library|iconv|sys/[a-z]+"

bad=$(
    for folder in include include/landgauge src/* src/publish/*/ samples; do
        folder=${folder%/}
        for file in "$folder"/*.[ch]; do
            [ -f "$file" ] || continue
            grep -nH '^ *# *include *"' "$file" | grep -Ev "include *\"($(own "$folder"))"
            grep -nH '^ *# *include *<' "$file" |
                grep -Ev "include *<(($c_library)\.h>|$(library "$folder"))"
        done
    done
    # a unit test includes public headers, the model, one module under test and the support
    for file in tests/unit/*.[ch]; do
        [ -f "$file" ] || continue
        count=$(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" |
            grep -Ev '^(landgauge|model|base|support)$' | sort -u | wc -l)
        [ "$count" -le 1 ] || echo "$file: includes $count modules, one is under test"
    done
    for file in tests/cli/*.[ch] tests/headers/*.[ch]; do
        [ -f "$file" ] || continue
        grep -nH '^#include "' "$file" | grep -Ev '"(landgauge\.h|landgauge/)'
    done
)
[ -z "$bad" ] && exit 0
echo "$bad"
echo "layers: these includes cross a wall (docs/architecture.md)"
exit 1
