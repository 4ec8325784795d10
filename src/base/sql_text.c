#include "base/sql_text.h"

#include <assert.h>

void lg_sql_add_text(struct lg_text *sql, const char *value)
{
    assert(value != NULL);

    lg_text_add_char(sql, '\'');
    for (; *value != '\0'; value++) {
        if (*value == '\'') lg_text_add_char(sql, '\'');
        lg_text_add_char(sql, *value);
    }
    lg_text_add_char(sql, '\'');
}
