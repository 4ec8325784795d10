/*
 * What a landgauge command is: a name, its help, its options, a function.
 *
 * A new command is a file cmd_NAME.c with one struct lg_command, declared below, and a row in
 * commands.c; parsing and help come from the same tables.
 */
#ifndef LG_CLI_COMMAND_H
#define LG_CLI_COMMAND_H

#include "cli/console.h"
#include "landgauge/status.h"

#include <stddef.h>

#define LG_OPTIONS_MAX 32
#define LG_WORDS_MAX   256 /* how often one option may be repeated */

/* What a repeatable option was given. */
struct lg_words {
    size_t count;
    const char *items[LG_WORDS_MAX];
};

enum lg_option_kind {
    LG_OPTION_END,    /* the last row of a table */
    LG_OPTION_FLAG,   /* bool: no value on the command line */
    LG_OPTION_TEXT,   /* const char * */
    LG_OPTION_LIST,   /* struct lg_words: the option may be repeated */
    LG_OPTION_DAY,    /* lg_date */
    LG_OPTION_COUNT,  /* size_t: 1 to 1024 */
    LG_OPTION_CHOICE, /* int: position of the word in words; its default is a position, or -1 */
    LG_OPTION_SET,    /* unsigned: words with commas between, bit 1 << position */
};

struct lg_option {
    enum lg_option_kind kind;
    char letter;              /* short form; 0: none */
    const char *name;         /* long form without dashes */
    const char *hint;         /* how the value is shown in the help; NULL for flags */
    const char *const *words; /* of choices and sets; ends with NULL */
    void *value;              /* by kind; holds the default */
    const char *help;
};

/* One call of a command. */
struct lg_call {
    size_t argument_count;
    const char *const *arguments; /* [argument_count] what is no option */
    struct lg_console *console;
    int exit_code; /* out: where the command is done, 0 or 1 */
};

struct lg_command {
    const char *name;
    const char *summary;             /* one line, for the overview */
    const char *synopsis;            /* what follows the name */
    const char *details;             /* paragraphs and examples, ends with a line feed */
    const struct lg_option *options; /* ends with LG_OPTION_END */
    size_t arguments_least, arguments_most;
    enum lg_status (*run)(struct lg_call *call, struct lg_error *err);
};

/* Every command, in the order of the help; ends with NULL. */
extern const struct lg_command *const lg_commands[];

extern const struct lg_command lg_command_run;
extern const struct lg_command lg_command_check;
extern const struct lg_command lg_command_inspect;
extern const struct lg_command lg_command_explain;
extern const struct lg_command lg_command_diff;
extern const struct lg_command lg_command_report;
extern const struct lg_command lg_command_rules;
extern const struct lg_command lg_command_help;
extern const struct lg_command lg_command_version;

/** The command of this name; NULL, and a message that names the nearest, when there is none. */
const struct lg_command *lg_command_find(const char *name, struct lg_error *err);

#endif
