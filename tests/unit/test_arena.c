/*
 * base/arena: what is taken stays where it is until all of it goes.
 */
#include "base/arena.h"
#include "support/cmocka.h"
#include "support/failing_alloc.h"

#include <string.h>

static void everything_taken_is_aligned(void **state)
{
    (void)state;
    struct lg_arena arena = {0};
    for (size_t size_bytes = 0; size_bytes < 300; size_bytes++) {
        assert_non_null(lg_arena_text(&arena, "x", 1));
        void *taken = lg_arena_take(&arena, size_bytes);
        assert_non_null(taken);
        assert_int_equal((uintptr_t)taken % _Alignof(max_align_t), 0);
        memset(taken, 0xA5, size_bytes);
    }
    lg_arena_reset(&arena);
}

static void texts_survive_large_and_small_neighbours(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    static const char *texts[COUNT];
    struct lg_arena arena = {0};
    for (size_t i = 0; i < COUNT; i++) {
        char text[8] = {(char)('a' + i % 26), (char)('a' + i / 26 % 26), (char)('a' + i / 676)};
        texts[i] = lg_arena_text(&arena, text, 3);
        assert_non_null(texts[i]);
        if (i % 1000 == 0) assert_non_null(memset(lg_arena_take(&arena, 100000), 'z', 100000));
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(texts[i][0], 'a' + i % 26);
        assert_int_equal(texts[i][1], 'a' + i / 26 % 26);
        assert_int_equal(texts[i][2], 'a' + i / 676);
        assert_int_equal(texts[i][3], '\0');
    }
    lg_arena_reset(&arena);
}

static void text_may_be_empty_or_hold_zero_bytes(void **state)
{
    (void)state;
    struct lg_arena arena = {0};
    assert_string_equal(lg_arena_text(&arena, NULL, 0), "");
    assert_memory_equal(lg_arena_text(&arena, "a\0b", 3), "a\0b\0", 4);
    lg_arena_reset(&arena);
    assert_string_equal(lg_arena_text(&arena, "again", 5), "again");
    lg_arena_reset(&arena);
}

static void joined_texts_live_on(void **state)
{
    (void)state;
    struct lg_arena all = {0};
    struct lg_arena part = {0};
    lg_arena_join(&all, &part);
    const char *first = lg_arena_text(&part, "first", 5);
    lg_arena_join(&all, &part);
    assert_null(part.block);
    const char *second = lg_arena_text(&part, "second", 6);
    const char *third = lg_arena_text(&all, "third", 5);
    lg_arena_join(&all, &part);
    lg_arena_reset(&part);
    const char *fourth = lg_arena_text(&all, "fourth", 6);
    assert_string_equal(first, "first");
    assert_string_equal(second, "second");
    assert_string_equal(third, "third");
    assert_string_equal(fourth, "fourth");
    lg_arena_reset(&all);
}

static void no_memory_is_null_and_harmless(void **state)
{
    (void)state;
    struct lg_arena arena = {0};
    failing_alloc_after(0);
    const char *none = lg_arena_text(&arena, "a", 1);
    void *nothing = lg_arena_take(&arena, 1000000);
    failing_alloc_after(-1);
    assert_null(none);
    assert_null(nothing);
    assert_null(lg_arena_take(&arena, SIZE_MAX));
    assert_null(lg_arena_text(&arena, "a", SIZE_MAX));

    const char *kept = lg_arena_text(&arena, "kept", 4);
    failing_alloc_after(0);
    nothing = lg_arena_take(&arena, 1000000);
    failing_alloc_after(-1);
    assert_null(nothing);
    assert_string_equal(kept, "kept");
    lg_arena_reset(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_taken_is_aligned),
        cmocka_unit_test(texts_survive_large_and_small_neighbours),
        cmocka_unit_test(text_may_be_empty_or_hold_zero_bytes),
        cmocka_unit_test(joined_texts_live_on),
        cmocka_unit_test(no_memory_is_null_and_harmless),
    };
    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
