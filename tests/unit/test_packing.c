/*
 * publish/workbook/packing: the level that a caller of zlib left open is ours while we say so, in
 * our thread alone; every other level is the caller's.
 */
#include "publish/workbook/packing.h"
#include "support/cmocka.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum { TEXT_SIZE = 1 << 18 };

/* Cells as a sheet has them, of numbers from a simple generator. */
static void make_text(unsigned char text[TEXT_SIZE])
{
    static const char digits[] = "0123456789";
    static const char cell[] = "<c r=\"AB12\" s=\"7\"><v>";
    uint32_t seed = 12345;
    size_t size = 0;
    while (size < TEXT_SIZE) {
        for (size_t i = 0; i < sizeof(cell) - 1 && size < TEXT_SIZE; i++) {
            text[size++] = (unsigned char)cell[i];
        }
        for (size_t i = 0; i < 6 && size < TEXT_SIZE; i++) {
            seed = seed * 1664525U + 1013904223U;
            text[size++] = (unsigned char)digits[seed >> 24 & 7U];
        }
    }
}

static size_t packed_size(int level)
{
    static unsigned char text[TEXT_SIZE];
    static unsigned char packed[TEXT_SIZE];
    make_text(text);
    z_stream stream;
    memset(&stream, 0, sizeof(stream));
    assert_int_equal(deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    stream.next_in = text;
    stream.avail_in = TEXT_SIZE;
    stream.next_out = packed;
    stream.avail_out = TEXT_SIZE;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t size = stream.total_out;
    assert_int_equal(deflateEnd(&stream), Z_OK);
    return size;
}

static void *pack_elsewhere(void *size)
{
    *(size_t *)size = packed_size(Z_DEFAULT_COMPRESSION);
    return NULL;
}

static void open_level_is_quick_when_asked(void **state)
{
    (void)state;
    const size_t usual = packed_size(Z_DEFAULT_COMPRESSION);
    const size_t best = packed_size(Z_BEST_COMPRESSION);
    assert_int_equal(usual, packed_size(6)); /* zlib.h: "currently equivalent to level 6" */
    assert_true(usual < packed_size(3));
    lg_packing_set_quick(true);
    assert_int_equal(packed_size(Z_DEFAULT_COMPRESSION), packed_size(3));
    assert_int_equal(packed_size(Z_BEST_COMPRESSION), best);
    lg_packing_set_quick(false);
    assert_int_equal(packed_size(Z_DEFAULT_COMPRESSION), usual);
}

static void other_threads_pack_as_usual(void **state)
{
    (void)state;
    const size_t usual = packed_size(Z_DEFAULT_COMPRESSION);
    size_t elsewhere = 0;
    pthread_t thread;
    lg_packing_set_quick(true);
    assert_int_equal(pthread_create(&thread, NULL, pack_elsewhere, &elsewhere), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    lg_packing_set_quick(false);
    assert_int_equal(elsewhere, usual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_level_is_quick_when_asked),
        cmocka_unit_test(other_threads_pack_as_usual),
    };
    return cmocka_run_group_tests_name("publish/packing", tests, NULL, NULL);
}
