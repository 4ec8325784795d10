/*
 * base/hash: the published examples of FIPS 180-4 (SHA-256).
 */
#include "base/hash.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hash_case {
    const char *name;
    const char *piece;
    size_t count; /* how often the piece is repeated */
    const char *digits;
};

static const struct hash_case cases[] = {
    {"nothing", "", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a million letters a", "a", 1000000,
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void check_hash(void **state)
{
    const struct hash_case *row = *state;
    char digits[LG_SHA256_TEXT_SIZE];
    char path[] = "/tmp/landgauge_test_hash_XXXXXX";
    uint64_t size_bytes = 1;
    size_t size = strlen(row->piece) * row->count;
    char *bytes = malloc(size + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < row->count; i++) {
        memcpy(bytes + i * strlen(row->piece), row->piece, strlen(row->piece));
    }
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    assert_int_equal(close(fd), 0);
    enum lg_status status = lg_hash_file(path, digits, &size_bytes, NULL);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(status, LG_OK);
    assert_string_equal(digits, row->digits);
    assert_int_equal(size_bytes, size);
    free(bytes);
}

/* The digests above, in base64. */
static void bytes_are_hashed_as_a_policy_has_it(void **state)
{
    (void)state;
    char base64[LG_SHA256_BASE64_SIZE];
    assert_int_equal(lg_hash_bytes_base64("", 0, base64, NULL), LG_OK);
    assert_string_equal(base64, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_int_equal(lg_hash_bytes_base64("abc", 3, base64, NULL), LG_OK);
    assert_string_equal(base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

static void unreadable_files_are_named(void **state)
{
    (void)state;
    char digits[LG_SHA256_TEXT_SIZE];
    uint64_t size_bytes = 0;
    struct lg_error err;
    assert_int_equal(lg_hash_file("/nowhere/宗地.shp", digits, &size_bytes, &err), LG_NO_INPUT);
    assert_string_equal(err.message, "/nowhere/宗地.shp: open: No such file or directory");
    assert_int_equal(lg_hash_file("/", digits, &size_bytes, &err), LG_NO_INPUT);
    assert_string_equal(err.message, "/: read: Is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unreadable_files_are_named),
        cmocka_unit_test(bytes_are_hashed_as_a_policy_has_it),
    };
    int failed = RUN_CASES("base/hash", cases, check_hash);
    return failed + cmocka_run_group_tests_name("base/hash", tests, NULL, NULL);
}
