/*
 * base/address: what an address of a database says, and how it is shown without its passwords.
 */
#include "base/address.h"
#include "support/cmocka.h"

#include <string.h>

struct shown_case {
    const char *name;
    const char *address;
    const char *shown;
    const char *stripped;
    const char *layer; /* NULL: none */
};

static const struct shown_case shown_cases[] = {
    {"no password", "PG:host=h dbname=d", "PG:host=h dbname=d", "PG:host=h dbname=d", NULL},
    {"a plain one", "PG:host=h password=secret dbname=d", "PG:host=h password=*** dbname=d",
     "PG:host=h  dbname=d", NULL},
    {"blanks around the sign", "PG:host=h password = secret", "PG:host=h password = ***",
     "PG:host=h", NULL},
    {"in quotes", "PG:password='a b\\'secret\\\\' user=u", "PG:password=*** user=u", "PG: user=u",
     NULL},
    {"an escaped blank", "PG:password=a\\ secret user=u", "PG:password=*** user=u", "PG: user=u",
     NULL},
    {"of a key", "PG:sslpassword=secret sslkey=k passfile=f",
     "PG:sslpassword=*** sslkey=k passfile=f", "PG: sslkey=k passfile=f", NULL},
    {"two of them", "PG:password=secret sslpassword='secret'", "PG:password=*** sslpassword=***",
     "PG:", NULL},
    {"small letters", "pg:password=secret", "pg:password=***", "pg:", NULL},
    {"a layer", "PG:dbname=d@parcels", "PG:dbname=d@parcels", "PG:dbname=d@parcels", "parcels"},
    {"a layer behind quotes", "PG:password='secret'@parcels", "PG:password=***@parcels",
     "PG:@parcels", "parcels"},
    {"a sign in quotes", "PG:password='p@secret'", "PG:password=***", "PG:", NULL},
    {"a layer behind quotes and more", "PG:dbname=d password='secret'@a",
     "PG:dbname=d password=***@a", "PG:dbname=d@a", "a"},
    {"a sign in quotes, and a layer", "PG:password='p@secret'@a", "PG:password=***@a", "PG:@a",
     "a"},
    {"a sign in the password", "PG:dbname=d password=p@secret", "PG:dbname=d password=***",
     "PG:dbname=d", NULL},
    {"an open quote", "PG:host=h password='secret", "PG:host=h***", "PG:host=h", NULL},
    {"a quote that closes early", "PG:host=h password='it's=secret'", "PG:host=h***", "PG:host=h",
     NULL},
    {"a blank without quotes", "PG:host=h password=a secret", "PG:host=h password=******",
     "PG:host=h ", NULL},
    {"no list", "PG:pass word=secret", "PG:***", "PG:", NULL},
    {"a URI", "postgresql://u:secret@h:5432/d", "postgresql://u:***@h:5432/d",
     "postgresql://u@h:5432/d", NULL},
    {"behind PG:", "PG:postgres://u:s%40secret@h/d", "PG:postgres://u:***@h/d",
     "PG:postgres://u@h/d", NULL},
    {"a URI with a layer", "postgresql://u:secret@h/d@parcels", "postgresql://u:***@h/d@parcels",
     "postgresql://u@h/d@parcels", "parcels"},
    {"a URI with a user alone", "postgresql://u@h", "postgresql://u@h", "postgresql://u@h", NULL},
    {"parameters", "PG:postgresql://h/d?password=secret&sslmode=require&sslpassword=secret",
     "PG:postgresql://h/d?password=***&sslmode=require&sslpassword=***",
     "PG:postgresql://h/d?sslmode=require", NULL},
    {"two hosts", "postgresql://u:secret@[::1]:1,b:2/d", "postgresql://u:***@[::1]:1,b:2/d",
     "postgresql://u@[::1]:1,b:2/d", NULL},
    {"a raw sign in a URI", "postgresql://u:p@secret@h/d", "postgresql://u:******",
     "postgresql://u", NULL},
    {"a raw slash in a URI", "postgresql://u:p/secret@h/d", "postgresql://***", "postgresql://",
     NULL},
    {"another system", "MYSQL:land,user=u,password=a secret,port=1",
     "MYSQL:land,user=u,password=***,port=1", "MYSQL:land,user=u,,port=1", NULL},
    {"ODBC", "MSSQL:server=s;PWD={a;secret};database=d", "MSSQL:server=s;PWD=***;database=d",
     "MSSQL:server=s;;database=d", NULL},
    {"the web", "/vsicurl/https://u:secret@h/a.shp", "/vsicurl/https://u:***@h/a.shp",
     "/vsicurl/https://u@h/a.shp", NULL},
    {"a file", "/data/password=x/a.shp", "/data/password=x/a.shp", "/data/password=x/a.shp", NULL},
    {"nothing", "", "", "", NULL},
};

static const char *bytes_of(const struct lg_text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

static void check_shown(void **state)
{
    const struct shown_case *row = *state;
    struct lg_text text = {0};
    lg_address_show(row->address, &text);
    assert_string_equal(bytes_of(&text), row->shown);
    lg_text_clear(&text);
    lg_address_strip(row->address, &text);
    assert_string_equal(bytes_of(&text), row->stripped);
    lg_text_reset(&text);
    const char *layer = lg_address_layer(row->address);
    if (row->layer == NULL) {
        assert_null(layer);
    } else {
        assert_non_null(layer);
        assert_string_equal(layer + 1, row->layer);
    }
}

struct message_case {
    const char *name;
    const char *address, *message, *expected;
};

static const struct message_case message_cases[] = {
    {"wherever it stands", "PG:password=abc", "abc: no abc, ab", "***: no ***, ab"},
    {"in quotes and without", "PG:password='a\\'b'", "a'b and 'a\\'b'", "*** and ***"},
    {"of a URI, decoded and not", "postgresql://u:a%20b@h/d", "a b, a%20b", "***, ***"},
    {"an address that cannot be read", "PG:pass word=abc", "PG:pass word=abc: no", "PG:***: no"},
    {"a file", "a.shp", "a.shp: no such file", "a.shp: no such file"},
    {"an empty password", "PG:password=", "no such file", "no such file"},
};

static void check_message(void **state)
{
    const struct message_case *row = *state;
    struct lg_error err = {.message = ""};
    (void)lg_fail(&err, LG_USAGE, "%s", row->message);
    lg_error_hide(&err, row->address);
    assert_string_equal(err.message, row->expected);
    lg_error_hide(NULL, row->address);
}

int main(void)
{
    int failed = RUN_CASES("base/address shown", shown_cases, check_shown);
    return failed + RUN_CASES("base/address messages", message_cases, check_message);
}
