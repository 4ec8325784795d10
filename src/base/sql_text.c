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

void lg_sql_add_digits(struct lg_text *sql, const struct lg_text *bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes->size; i++) {
        unsigned char byte = (unsigned char)bytes->bytes[i];
        lg_text_add_char(sql, digits[byte >> 4]);
        lg_text_add_char(sql, digits[byte & 15]);
    }
}
