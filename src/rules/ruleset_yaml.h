/*
 * What the readers of a rule set share: entries that have to be there, numbers within bounds, words
 * out of a list. Each fault is one line with its place in the file.
 */
#ifndef LG_RULES_RULESET_YAML_H
#define LG_RULES_RULESET_YAML_H

#include "base/yaml.h"
#include "landgauge/date.h"

/** @return LG_NO_MEMORY, with the one message of this folder for it */
enum lg_status lg_rules_no_memory(struct lg_error *err);

/** That a node is a map with no other keys. @param what  the node in messages; @return LG_OK;
 * LG_BAD_PROJECT */
LG_NODISCARD enum lg_status lg_rules_check_keys(const struct lg_yaml *yaml,
                                                const struct lg_yaml_node *map, const char *what,
                                                const char *const *allowed, size_t count,
                                                struct lg_error *err);

/** That a node is a list. @param what  the node in messages; @return LG_OK; LG_BAD_PROJECT */
LG_NODISCARD enum lg_status lg_rules_check_list(const struct lg_yaml *yaml,
                                                const struct lg_yaml_node *node, const char *what,
                                                struct lg_error *err);

/** An entry that has to be there and to be a text; NULL, and a message, where it is not. */
const struct lg_yaml_node *lg_rules_find_text(const struct lg_yaml *yaml,
                                              const struct lg_yaml_node *map, const char *key,
                                              struct lg_error *err);

/** A copy of such an entry's text. @param text  out: in memory; @return LG_OK; LG_BAD_PROJECT;
 * LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_rules_take_text(const struct lg_yaml *yaml,
                                               const struct lg_yaml_node *map, const char *key,
                                               struct lg_arena *memory, const char **text,
                                               struct lg_error *err);

/** Read a day. @param what  of messages; @return LG_OK; LG_BAD_PROJECT */
LG_NODISCARD enum lg_status lg_rules_read_day(const struct lg_yaml *yaml,
                                              const struct lg_yaml_node *node, const char *what,
                                              lg_date *day, struct lg_error *err);

/* What a number may be, both bounds included. */
struct lg_rules_range {
    const char *name; /* in messages */
    double least, most;
    bool is_count; /* a whole number */
};

/** Read a number. @return LG_OK; LG_BAD_PROJECT */
LG_NODISCARD enum lg_status lg_rules_read_number(const struct lg_yaml *yaml,
                                                 const struct lg_yaml_node *node,
                                                 const struct lg_rules_range *range, double *value,
                                                 struct lg_error *err);

/* A vocabulary, and how many of its words one place takes. */
struct lg_rules_words {
    const char *what; /* "cause", in messages */
    const char *const *allowed;
    size_t count; /* of allowed */
    size_t most;
};

/**
 * Read one word or a list of them.
 *
 * @param words   [vocabulary->most] out: as they stand in allowed
 * @param count   out
 * @return LG_OK; LG_BAD_PROJECT: none at all, an unknown one, one twice, too many
 */
LG_NODISCARD enum lg_status lg_rules_read_words(const struct lg_yaml *yaml,
                                                const struct lg_yaml_node *node,
                                                const struct lg_rules_words *vocabulary,
                                                const char **words, size_t *count,
                                                struct lg_error *err);

#endif
