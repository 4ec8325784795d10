/*
 * What the self check asks: the blocks of src/data/self/.
 *
 * A block is some lines of SQL that end with an empty line. Comments at its head tell what it is:
 *   -- group: NAME    a comparison; without it the block is a step of preparation
 *   -- needs: TABLE.. tables without which it cannot be asked
 *   -- when: SQL      over the table run: where false there is nothing to compare
 *   -- open: SQL      over the table run: why it cannot be checked, else NULL
 * A line "@TABLE NAME COLUMN.." stands for comparisons of columns of TABLE_layer and TABLE_csv row
 * by row, NAME telling which row it is.
 */
#ifndef LG_RUN_SELF_RULES_H
#define LG_RUN_SELF_RULES_H

#include "base/text.h"

#include <stdbool.h>

struct lg_self_text {
    const char *name;
    const char *text;
};

/* By name: land, prepare, figures, rows, shapes. Ends with a NULL name. */
extern const struct lg_self_text lg_self_texts[];

/* A block; texts are empty where the block does not have them. Zero-initialise, then read. */
struct lg_self_rule {
    struct lg_text group, needs, when, open, sql;
};

/**
 * Read the next block.
 *
 * @param at    in: where to begin; out: behind the block
 * @param rule  its texts are replaced
 * @return false at the end of the text, and when memory is out: then a text has failed
 */
bool lg_self_rule_read(const char **at, struct lg_self_rule *rule);
/** Whether memory ran out in the last read. */
bool lg_self_rule_failed(const struct lg_self_rule *rule);
void lg_self_rule_reset(struct lg_self_rule *rule);

#endif
