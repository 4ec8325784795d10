#include "run/self_rules.h"

#include <stddef.h>
#include <string.h>

/* The text behind "-- KEY: " of a line; NULL: the line has another one. */
static const char *value_of(const char *line, size_t length, const char *key)
{
    size_t key_length = strlen(key);
    bool is_of_key = length >= key_length + 5 && strncmp(line, "-- ", 3) == 0 &&
                     strncmp(line + 3, key, key_length) == 0 &&
                     strncmp(line + 3 + key_length, ": ", 2) == 0;
    return is_of_key ? line + key_length + 5 : NULL;
}

static size_t word_length(const char *word, const char *end)
{
    size_t length = 0;
    while (word + length < end && word[length] != ' ') {
        length++;
    }
    return length;
}

/* Comparisons of the columns that a line "@TABLE NAME COLUMN.." names. */
static void add_columns(const char *line, size_t length, struct lg_text *sql)
{
    const char *end = line + length;
    const char *table = line + 1;
    int table_length = (int)word_length(table, end);
    const char *name = table + table_length + 1;
    if (name >= end) return;
    int name_length = (int)word_length(name, end);
    const char *column = name + name_length + 1;
    while (column < end) {
        int column_length = (int)word_length(column, end);
        lg_text_printf(sql,
                       "UNION ALL SELECT '%.*s row ' || l.n || ', ' || ifnull(l.%.*s, ''), '%.*s', "
                       "l.%.*s, t.%.*s, 0.0 FROM %.*s_layer l LEFT JOIN %.*s_csv t ON t.n = l.n\n",
                       table_length, table, name_length, name, column_length, column, column_length,
                       column, column_length, column, table_length, table, table_length, table);
        column += column_length + 1;
    }
}

static void add_line(const char *line, size_t length, struct lg_self_rule *rule)
{
    const struct {
        const char *key;
        struct lg_text *text;
    } heads[] = {
        {"group", &rule->group},
        {"needs", &rule->needs},
        {"when", &rule->when},
        {"open", &rule->open},
    };
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        const char *value = value_of(line, length, heads[i].key);
        if (value == NULL) continue;
        lg_text_add(heads[i].text, value, (size_t)(line + length - value));
        return;
    }
    if (length >= 2 && strncmp(line, "--", 2) == 0) return;
    if (line[0] == '@') {
        add_columns(line, length, &rule->sql);
        return;
    }
    lg_text_add(&rule->sql, line, length);
    lg_text_add_char(&rule->sql, '\n');
}

bool lg_self_rule_failed(const struct lg_self_rule *rule)
{
    return rule->group.failed || rule->needs.failed || rule->when.failed || rule->open.failed ||
           rule->sql.failed;
}

bool lg_self_rule_read(const char **at, struct lg_self_rule *rule)
{
    struct lg_text *const texts[] = {&rule->group, &rule->needs, &rule->when, &rule->open,
                                     &rule->sql};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        lg_text_clear(texts[i]);
    }
    while (**at != '\0') {
        const char *line = *at;
        size_t length = strcspn(line, "\n");
        *at = line + length + (line[length] == '\n');
        /* Comments alone are no block, and what they say belongs to none. */
        if (length == 0 && rule->sql.size > 0) break;
        if (length > 0) add_line(line, length, rule);
    }
    return !lg_self_rule_failed(rule) && rule->sql.size > 0;
}

void lg_self_rule_reset(struct lg_self_rule *rule)
{
    lg_text_reset(&rule->group);
    lg_text_reset(&rule->needs);
    lg_text_reset(&rule->when);
    lg_text_reset(&rule->open);
    lg_text_reset(&rule->sql);
}
