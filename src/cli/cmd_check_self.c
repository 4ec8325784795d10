/*
 * landgauge check --self: a result against itself, printed as lines for a person.
 */
#include "cli/check_self.h"

#include "landgauge/self_check.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

/* A line is a line: what a name in the result brought along must not break it. */
static void print_plain(const char *text)
{
    for (const char *byte = text; *byte != '\0'; byte++) {
        bool is_control = (unsigned char)*byte < 0x20 || *byte == 0x7f;
        (void)putchar(is_control ? '?' : *byte);
    }
}

static void print_value(const char *value)
{
    print_plain(value != NULL ? value : "nothing");
}

static void print_difference(const struct lg_self_check_line *line)
{
    (void)fputs("differs: ", stdout);
    print_plain(line->place != NULL ? line->place : "the result");
    (void)fputs(", ", stdout);
    print_plain(line->figure != NULL ? line->figure : "a figure");
    (void)fputs(": ", stdout);
    print_value(line->in_result);
    (void)fputs(" in the result, ", stdout);
    print_value(line->recomputed);
    (void)fputs(" recomputed", stdout);
    if (!isnan(line->difference)) (void)printf(", difference %.6g", line->difference);
    if (!isnan(line->limit)) (void)printf(", limit %.3g", line->limit);
    (void)printf(" (%s)\n", line->group);
}

static void print_line(void *user, const struct lg_self_check_line *line)
{
    (void)user;
    switch (line->kind) {
    case LG_SELF_AGREES:
        (void)printf("agrees: %s: %zu figure%s\n", line->group, line->count,
                     line->count == 1 ? "" : "s");
        break;
    case LG_SELF_DIFFERS:
        print_difference(line);
        break;
    case LG_SELF_MORE:
        (void)printf("differs: %zu more of: %s\n", line->count, line->group);
        break;
    case LG_SELF_NOT_CHECKED:
        (void)printf("not checked: %s (", line->group);
        print_plain(line->reason);
        (void)puts(")");
        break;
    case LG_SELF_NOTE:
        (void)fputs("note: ", stdout);
        print_plain(line->reason);
        (void)putchar('\n');
        break;
    }
}

static void print_nothing(void *user, const struct lg_self_check_line *line)
{
    (void)user;
    (void)line;
}

enum lg_status lg_check_self(struct lg_call *call, const char *folder, struct lg_error *err)
{
    struct lg_self_check_summary summary = {0};
    bool is_quiet = call->console->quiet;
    enum lg_status status =
        lg_self_check(folder, is_quiet ? print_nothing : print_line, NULL, &summary, err);
    if (status != LG_OK) {
        (void)fflush(stdout); /* what was compared before it comes first */
        return status;
    }
    call->exit_code = summary.difference_count > 0 ? 1 : 0;
    if (!is_quiet) {
        (void)printf("self-check: %zu figures, %zu differ, %zu not checked\n", summary.figure_count,
                     summary.difference_count, summary.unchecked_count);
    }
    return lg_console_flush(err);
}
