# Makes Leaflet fit to stand in a page that loads nothing: without the addresses of images and of
# source maps, and with its licence. INPUT is leaflet.js or leaflet.css, NOTICE the licence,
# OUTPUT the result.
file(READ ${INPUT} text)
file(READ ${NOTICE} notice)
string(FIND "${text}" "</script" has_end)
string(FIND "${text}" "</style" has_style_end)
if(NOT has_end EQUAL -1 OR NOT has_style_end EQUAL -1)
    message(FATAL_ERROR "${INPUT}: has the end of an element in it and cannot stand in a page")
endif()
string(REGEX REPLACE "//[#@] sourceMappingURL=[^\n]*" "" text "${text}")
string(REGEX REPLACE "/\\*[#@] sourceMappingURL=[^\n]*" "" text "${text}")
if(INPUT MATCHES "\\.css$")
    string(REGEX REPLACE "url\\([^)]*\\)" "none" text "${text}")
endif()
file(WRITE ${OUTPUT} "/*\n${notice}*/\n${text}\n")
