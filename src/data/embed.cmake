# Turns data files into one C file: an array of names and texts that ends with a NULL name.
# HEADER declares it, TYPE is a struct of both, ARRAY its name, INPUTS the files, OUTPUT the result.
set(code "#include \"${HEADER}\"\n\n#include <stddef.h>\n\n")
set(rows "")
foreach(input IN LISTS INPUTS)
    get_filename_component(name ${input} NAME_WE)
    string(MAKE_C_IDENTIFIER ${name} symbol)
    file(READ ${input} bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND code "static const unsigned char ${symbol}[] = {${bytes}0};\n")
    string(APPEND rows "    {\"${name}\", (const char *)${symbol}},\n")
endforeach()
string(APPEND code "\nconst struct ${TYPE} ${ARRAY}[] = {\n${rows}    {NULL, NULL},\n};\n")
file(WRITE ${OUTPUT} "${code}")
