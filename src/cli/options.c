#include "cli/options.h"

#include "landgauge/date.h"
#include "landgauge/names.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONG_ONLY          256 /* getopt's values of long options, above every letter */
#define COUNT_MAX          1024
#define ARGUMENT_BYTES_MAX 200 /* of one that a message repeats */

static size_t count_options(const struct lg_command *command)
{
    size_t count = 0;
    while (command->options[count].kind != LG_OPTION_END) {
        count++;
    }
    assert(count <= LG_OPTIONS_MAX);
    return count;
}

static size_t count_words(const char *const *words)
{
    size_t count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return count;
}

static enum lg_status unknown_option(const struct lg_command *command, const char *argument,
                                     struct lg_error *err)
{
    const char *names[LG_OPTIONS_MAX];
    size_t count = count_options(command);
    for (size_t i = 0; i < count; i++) {
        names[i] = command->options[i].name;
    }
    char word[64];
    (void)snprintf(word, sizeof(word), "%.*s", (int)strcspn(argument + 2, "="), argument + 2);
    size_t nearest = lg_names_nearest(word, names, count);
    if (nearest < count) {
        return lg_fail(err, LG_USAGE,
                       "%s: no option --%s, did you mean --%s? See 'landgauge help %s'",
                       command->name, word, names[nearest], command->name);
    }
    return lg_fail(err, LG_USAGE, "%s: no option --%s; see 'landgauge help %s'", command->name,
                   word, command->name);
}

/* The option that an argument names, by letter or by its whole name; NULL: none. */
static const struct lg_option *find_option(const struct lg_command *command, const char *argument)
{
    bool is_long = argument[1] == '-';
    size_t length = is_long ? strcspn(argument + 2, "=") : 1;
    for (const struct lg_option *option = command->options; option->kind != LG_OPTION_END;
         option++) {
        if (!is_long && option->letter == argument[1]) return option;
        if (is_long && strlen(option->name) == length &&
            strncmp(option->name, argument + 2, length) == 0) {
            return option;
        }
    }
    return NULL;
}

/*
 * What getopt_long would let pass: shortened names, which would make every later option a break,
 * and an option taken for the value of the one before it.
 */
static enum lg_status check_spelling(const struct lg_command *command, int argc, char **argv,
                                     bool *wants_help, struct lg_error *err)
{
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        if (strcmp(argument, "--") == 0) break;
        if (argument[0] != '-' || argument[1] == '\0') continue;
        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            *wants_help = true;
            return LG_OK;
        }
        bool is_long = argument[1] == '-';
        const struct lg_option *option = find_option(command, argument);
        if (option == NULL && is_long) return unknown_option(command, argument, err);
        if (option == NULL || option->kind == LG_OPTION_FLAG) continue;

        bool is_joined = is_long ? strchr(argument, '=') != NULL : argument[2] != '\0';
        if (is_joined) continue;
        if (i + 1 >= argc || (argv[i + 1][0] == '-' && argv[i + 1][1] != '\0')) {
            return lg_fail(err, LG_USAGE, "%s: %s needs a value, %s; see 'landgauge help %s'",
                           command->name, argument, option->hint, command->name);
        }
        i++;
    }
    return LG_OK;
}

static enum lg_status wrong_value(const struct lg_option *option, const char *value,
                                  const char *wanted, struct lg_error *err)
{
    return lg_fail(err, LG_USAGE, "--%s %.200s: not %s", option->name, value, wanted);
}

static enum lg_status wrong_word(const struct lg_option *option, const char *value,
                                 struct lg_error *err)
{
    char list[200];
    size_t used = 0;
    size_t count = count_words(option->words);
    list[0] = '\0';
    for (size_t i = 0; i < count && used < sizeof(list); i++) {
        int written = snprintf(list + used, sizeof(list) - used, " %s", option->words[i]);
        if (written < 0) break;
        used += (size_t)written;
    }
    size_t nearest = lg_names_nearest(value, option->words, count);
    return lg_fail(err, LG_USAGE, "--%s %.200s: not one of%s%s%s%s", option->name, value, list,
                   nearest < count ? "; did you mean " : "",
                   nearest < count ? option->words[nearest] : "", nearest < count ? "?" : "");
}

static bool find_word(const struct lg_option *option, const char *value, size_t length, int *found)
{
    for (int i = 0; option->words[i] != NULL; i++) {
        if (strlen(option->words[i]) == length && strncmp(option->words[i], value, length) == 0) {
            *found = i;
            return true;
        }
    }
    return false;
}

static enum lg_status store_set(const struct lg_option *option, const char *value,
                                struct lg_error *err)
{
    unsigned bits = 0;
    const char *word = value;
    for (;;) {
        size_t length = strcspn(word, ",");
        int position = 0;
        if (!find_word(option, word, length, &position)) {
            char wrong[64];
            (void)snprintf(wrong, sizeof(wrong), "%.*s", (int)length, word);
            return wrong_word(option, wrong, err);
        }
        bits |= 1U << position;
        if (word[length] == '\0') break;
        word += length + 1;
    }
    *(unsigned *)option->value = bits;
    return LG_OK;
}

static enum lg_status store_count(const struct lg_option *option, const char *value,
                                  struct lg_error *err)
{
    size_t digits = strspn(value, "0123456789");
    unsigned long count = digits >= 1 && digits <= 6 ? strtoul(value, NULL, 10) : 0;
    if (value[digits] != '\0' || count < 1 || count > COUNT_MAX) {
        return wrong_value(option, value, "a whole number from 1 to 1024", err);
    }
    *(size_t *)option->value = count;
    return LG_OK;
}

static enum lg_status store_day(const struct lg_option *option, const char *value,
                                struct lg_error *err)
{
    struct lg_date_reading reading = lg_date_read(value, strlen(value));
    if (reading.form != LG_DATE_READ || reading.precision != LG_DATE_BY_DAY) {
        return wrong_value(option, value, "a day; write it as YYYY-MM-DD", err);
    }
    *(lg_date *)option->value = reading.date;
    return LG_OK;
}

static enum lg_status store_word(const struct lg_option *option, const char *value,
                                 struct lg_error *err)
{
    struct lg_words *words = option->value;
    if (words->count == LG_WORDS_MAX) {
        return lg_fail(err, LG_USAGE, "--%s: given more than %d times; write a project file",
                       option->name, LG_WORDS_MAX);
    }
    words->items[words->count++] = value;
    return LG_OK;
}

static enum lg_status store(const struct lg_option *option, const char *value, struct lg_error *err)
{
    if (option->kind != LG_OPTION_FLAG && value[0] == '\0') {
        return lg_fail(err, LG_USAGE, "--%s: the value is empty; give %s", option->name,
                       option->hint);
    }
    switch (option->kind) {
    case LG_OPTION_END:
        break;
    case LG_OPTION_FLAG:
        *(bool *)option->value = true;
        break;
    case LG_OPTION_TEXT:
        *(const char **)option->value = value;
        break;
    case LG_OPTION_LIST:
        return store_word(option, value, err);
    case LG_OPTION_DAY:
        return store_day(option, value, err);
    case LG_OPTION_COUNT:
        return store_count(option, value, err);
    case LG_OPTION_CHOICE:
        if (!find_word(option, value, strlen(value), option->value)) {
            return wrong_word(option, value, err);
        }
        break;
    case LG_OPTION_SET:
        return store_set(option, value, err);
    }
    return LG_OK;
}

/* The table in getopt's own form; the leading '-' gives other arguments in their order. */
static void fill_getopt(const struct lg_command *command, struct option *long_options,
                        char *letters)
{
    size_t count = count_options(command);
    *letters++ = '-';
    *letters++ = ':';
    for (size_t i = 0; i < count; i++) {
        const struct lg_option *option = &command->options[i];
        int has_value = option->kind == LG_OPTION_FLAG ? no_argument : required_argument;
        long_options[i] = (struct option){option->name, has_value, NULL, LONG_ONLY + (int)i};
        if (option->letter == '\0') continue;
        *letters++ = option->letter;
        if (has_value == required_argument) *letters++ = ':';
    }
    long_options[count] = (struct option){0};
    *letters = '\0';
}

static enum lg_status take_option(const struct lg_command *command, int found, struct lg_error *err)
{
    if (found >= LONG_ONLY) return store(&command->options[found - LONG_ONLY], optarg, err);
    for (const struct lg_option *option = command->options; option->kind != LG_OPTION_END;
         option++) {
        if (found != '?' && found != ':' && option->letter == found) {
            return store(option, optarg, err);
        }
    }
    if (found == '?' && optopt >= LONG_ONLY) {
        return lg_fail(err, LG_USAGE, "%s: --%s takes no value", command->name,
                       command->options[optopt - LONG_ONLY].name);
    }
    return lg_fail(err, LG_USAGE, "%s: -%c %s; see 'landgauge help %s'", command->name, optopt,
                   found == ':' ? "needs a value" : "is no option", command->name);
}

/* One that would be cut is left out: a password in it could not be told any more (main.c). */
static enum lg_status refuse_argument(const struct lg_command *command, const char *argument,
                                      struct lg_error *err)
{
    bool is_short = strlen(argument) <= ARGUMENT_BYTES_MAX;
    return lg_fail(err, LG_USAGE, "%s: one argument too many, %s: landgauge %s %s", command->name,
                   is_short ? argument : "...", command->name, command->synopsis);
}

static enum lg_status check_count(const struct lg_command *command, const char *const *arguments,
                                  size_t count, struct lg_error *err)
{
    if (count < command->arguments_least) {
        return lg_fail(err, LG_USAGE, "%s: an argument is missing: landgauge %s %s", command->name,
                       command->name, command->synopsis);
    }
    if (count > command->arguments_most) {
        return refuse_argument(command, arguments[command->arguments_most], err);
    }
    return LG_OK;
}

enum lg_status lg_options_read(const struct lg_command *command, int argc, char **argv,
                               const char **arguments, size_t *count, bool *wants_help,
                               struct lg_error *err)
{
    struct option long_options[LG_OPTIONS_MAX + 1];
    char letters[2 * LG_OPTIONS_MAX + 3];
    *count = 0;
    *wants_help = false;
    enum lg_status status = check_spelling(command, argc, argv, wants_help, err);
    if (status != LG_OK || *wants_help) return status;

    fill_getopt(command, long_options, letters);
    opterr = 0;
    int found;
    while ((found = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
        if (found == 1) {
            arguments[(*count)++] = optarg;
            continue;
        }
        status = take_option(command, found, err);
        if (status != LG_OK) return status;
    }
    for (int i = optind; i < argc; i++) {
        arguments[(*count)++] = argv[i];
    }
    return check_count(command, arguments, *count, err);
}
