/*
 * libxlsxwriter leaves the level to zlib, which takes 6 and for that two fifths of the time of a
 * large workbook, and lets nobody choose. At 3 a workbook is a sixth larger and its packing takes
 * less than half as long (docs/performance.md).
 *
 * So the program has a deflateInit2_() of its own, which is that of zlib but for the level; the
 * linker exports it (CMakeLists.txt), and libraries find it before zlib's. Where it is not found,
 * workbooks are made more slowly, and nothing else changes.
 */
#define _GNU_SOURCE /* RTLD_NEXT; NOLINT(readability-identifier-naming) */
#include "publish/workbook/packing.h"

#include <dlfcn.h>
#include <stddef.h>
#include <zlib.h>

enum { QUICK_LEVEL = 3 };

typedef int (*init_function)(z_streamp stream, int level, int method, int window_bits,
                             int memory_level, int strategy, const char *version, int stream_size);

static _Thread_local bool packs_quickly;

void lg_packing_set_quick(bool is_quick)
{
    packs_quickly = is_quick;
}

/* Count and names of the parameters are zlib's.
 * NOLINTBEGIN(readability-function-size,readability-identifier-naming) */
__attribute__((visibility("default"))) int deflateInit2_(z_streamp strm, int level, int method,
                                                         int windowBits, int memLevel, int strategy,
                                                         const char *version, int stream_size)
{
    init_function init = NULL;
    /* As POSIX has it: C knows no way from a pointer to a function. */
    *(void **)&init = dlsym(RTLD_NEXT, "deflateInit2_");
    if (init == NULL) return Z_STREAM_ERROR;
    if (packs_quickly && level == Z_DEFAULT_COMPRESSION) level = QUICK_LEVEL;
    return init(strm, level, method, windowBits, memLevel, strategy, version, stream_size);
}
/* NOLINTEND(readability-function-size,readability-identifier-naming) */
