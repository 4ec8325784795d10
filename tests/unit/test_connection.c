/*
 * publish/database/connection: addresses as libpq reads them, and no password in any message.
 */
#include "publish/database/connection.h"
#include "support/cmocka.h"

#include <string.h>

struct address_case {
    const char *name;
    const char *place;
    enum lg_status status;
    const char *address, *schema;
};

static const struct address_case address_cases[] = {
    {"plain pairs", "PG:host=a dbname=b", LG_OK, "PG:host='a' dbname='b'", ""},
    {"blanks around the sign", "PG: host = a\tport=1 ", LG_OK, "PG:host='a' port='1'", ""},
    {"nothing: what the environment says", "PG:", LG_OK, "PG:", ""},
    {"an empty value", "PG:host='' user=x", LG_OK, "PG:host='' user='x'", ""},
    {"quoted, with a blank", "PG:password='a b'", LG_OK, "PG:password='a b'", ""},
    {"escapes", "PG:password='a\\'b\\\\c'", LG_OK, "PG:password='a\\'b\\\\c'", ""},
    {"an escaped blank", "PG:password=a\\ b", LG_OK, "PG:password='a b'", ""},
    {"one schema", "PG:schemas=s dbname=b", LG_OK, "PG:dbname='b'", "s"},
    {"the active one first", "PG:active_schema=t schemas=s", LG_OK, "PG:", "t"},
    {"the active one behind", "PG:schemas=s active_schema=t", LG_OK, "PG:", "t"},
    {"several schemas", "PG:schemas=s,t", LG_USAGE, NULL, NULL},
    {"a schema with a quote", "PG:schemas='s\"t'", LG_USAGE, NULL, NULL},
    {"no sign", "PG:host=a secret", LG_USAGE, NULL, NULL},
    {"no key", "PG:=secret", LG_USAGE, NULL, NULL},
    {"an open quote", "PG:password='secret", LG_USAGE, NULL, NULL},
    {"a URI", "PG:postgresql://u:a%27b%20@h:1/d", LG_OK,
     "PG:user='u' password='a\\'b ' host='h' port='1' dbname='d'", ""},
    {"a URI with a schema", "PG:postgres://h/d?active_schema=s&sslmode=require", LG_OK,
     "PG:host='h' dbname='d' sslmode='require'", "s"},
    {"a URI of two hosts", "PG:postgresql://[::1]:1,b/d", LG_OK,
     "PG:host='::1,b' port='1,' dbname='d'", ""},
    {"a URI of nothing", "PG:postgresql://", LG_OK, "PG:", ""},
    {"a socket in a URI", "PG:postgresql://%2Ftmp/d", LG_OK, "PG:host='/tmp' dbname='d'", ""},
    {"a sign that is not encoded", "PG:postgresql://u:p@secret@h/d", LG_USAGE, NULL, NULL},
    {"half a percent sign", "PG:postgresql://u:secret%4@h/d", LG_USAGE, NULL, NULL},
    {"a port that is none", "PG:postgresql://u:secret/d", LG_USAGE, NULL, NULL},
    {"a parameter without a value", "PG:postgresql://h/d?secret", LG_USAGE, NULL, NULL},
};

static const char *shown(const struct lg_text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

static void check_address(void **state)
{
    const struct address_case *row = *state;
    struct lg_connection connection;
    struct lg_error err = {.message = ""};
    assert_int_equal(lg_connection_read(row->place, &connection, &err), row->status);
    assert_null(strstr(err.message, "secret"));
    if (row->status == LG_OK) {
        assert_string_equal(shown(&connection.address), row->address);
        assert_string_equal(shown(&connection.schema), row->schema);
    }
    lg_connection_reset(&connection);
}

static void knows_databases(void **state)
{
    (void)state;
    assert_true(lg_connection_is_database("PG:"));
    assert_true(lg_connection_is_meant("PG:host=a"));
    assert_true(lg_connection_is_meant("pg:host=a"));
    assert_true(lg_connection_is_meant("postgresql://u:secret@h/d"));
    assert_true(lg_connection_is_meant("POSTGRES://h/d"));
    assert_false(lg_connection_is_meant("postgres"));
    assert_false(lg_connection_is_meant("./pg:host=a"));
    assert_false(lg_connection_is_meant(NULL));
    assert_false(lg_connection_is_database("out"));
    assert_false(lg_connection_is_database("./PG:"));
    assert_false(lg_connection_is_database(NULL));
}

static void shares_only_the_place(void **state)
{
    (void)state;
    struct lg_connection connection;
    assert_int_equal(lg_connection_read("PG:user=u port=1 password=secret host='a b' options=o "
                                        "schemas=s sslmode=require dbname=d service=x",
                                        &connection, NULL),
                     LG_OK);
    assert_string_equal(shown(&connection.shared),
                        "port='1' host='a b' sslmode='require' dbname='d' service='x'");
    lg_connection_reset(&connection);
}

static void hides_passwords(void **state)
{
    (void)state;
    struct lg_connection connection;
    struct lg_error err = {.message = "abc: no abc, ab"};
    assert_int_equal(lg_connection_read("PG:password=abc", &connection, NULL), LG_OK);
    lg_connection_hide(&connection, &err);
    assert_string_equal(err.message, "***: no ***, ab");
    lg_connection_hide(&connection, NULL);
    lg_connection_reset(&connection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_databases),
        cmocka_unit_test(shares_only_the_place),
        cmocka_unit_test(hides_passwords),
    };
    int failed = RUN_CASES("publish/database/connection addresses", address_cases, check_address);
    failed += cmocka_run_group_tests_name("publish/database/connection", tests, NULL, NULL);
    return failed;
}
