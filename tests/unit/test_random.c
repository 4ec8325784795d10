/*
 * base/random: the same numbers on every machine.
 *
 * The stream of key 1234567 is that of splitmix64 as its authors' program gives it.
 */
#include "base/random.h"
#include "support/cmocka.h"

static void test_stream_is_splitmix64(void **state)
{
    (void)state;
    static const uint64_t expected[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    for (uint64_t i = 5; i-- > 0;) {
        assert_true(lg_random_bits(1234567, i) == expected[i]);
    }
}

static void test_keys_differ_by_text_and_by_what_is_above(void **state)
{
    (void)state;
    const uint64_t keys[] = {
        lg_random_key(1, "A1"), lg_random_key(1, "A2"), lg_random_key(2, "A1"),
        lg_random_key(1, ""),   lg_random_key(1, NULL), lg_random_key(lg_random_key(1, "A"), "1"),
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        for (size_t j = 0; j < i; j++) {
            assert_true(keys[i] != keys[j]);
        }
    }
    assert_true(lg_random_key(1, "A1") == keys[0]);
}

/* 10000 numbers: mean within 4 of its deviations (1 / sqrt 3 / 100), both ends within 0.002. */
static void test_numbers_lie_evenly_either_way(void **state)
{
    (void)state;
    double sum = 0.0;
    double least = 1.0;
    double most = -1.0;
    for (uint64_t i = 0; i < 10000; i++) {
        double number = lg_random_either_way(lg_random_key(7, "weight"), i);
        assert_true(number >= -1.0 && number < 1.0);
        sum += number;
        if (number < least) least = number;
        if (number > most) most = number;
    }
    ASSERT_CLOSE(sum / 10000.0, 0.0, 0.0231);
    ASSERT_CLOSE(least, -1.0, 0.002);
    ASSERT_CLOSE(most, 1.0, 0.002);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stream_is_splitmix64),
        cmocka_unit_test(test_keys_differ_by_text_and_by_what_is_above),
        cmocka_unit_test(test_numbers_lie_evenly_either_way),
    };
    return cmocka_run_group_tests_name("base/random", tests, NULL, NULL);
}
