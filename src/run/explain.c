/*
 * Open a result, say what it is, and let a parcel or a figure be told.
 */
#include "landgauge/explain.h"

#include "landgauge/project.h"
#include "run/explain_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define RUN_ROW                                                                                    \
    "SELECT json_extract(text, '$.as_of') AS as_of, json_extract(text, '$.options.lang') AS "      \
    "lang, "                                                                                       \
    "json_extract(text, '$.options.area') AS basis, json_extract(text, '$.options.check_only') "   \
    "AS check_only, json_extract(text, '$.options.overlaps') AS overlaps, (SELECT "                \
    "group_concat(value, ', ') FROM json_each(text, '$.rules')) AS rules, (SELECT "                \
    "',' || group_concat(json_extract(f.value, '$.role')) || ',' FROM json_each(text, "            \
    "'$.sources') s, json_each(s.value, '$.fields') f WHERE json_extract(s.value, '$.kind') = "    \
    "'parks') AS park_roles FROM run_json"

#define PARAMETER_ROWS                                                                             \
    "SELECT json_extract(p.value, '$.key') AS key, json_extract(p.value, '$.value') AS value, "    \
    "json_extract(p.value, '$.set') AS \"set\", json_extract(p.value, '$.source') AS source "      \
    "FROM run_json, json_each(text, '$.parameters') p"

enum { LISTED_MAX = 20 };

/* Tells one thing of an opened result. */
struct task {
    const char *parcel; /* or NULL */
    const char *park, *indicator;
};

static enum lg_status read_run(struct lg_explaining *explaining, int language, struct lg_error *err)
{
    enum lg_status status = lg_found_ask(explaining, &explaining->run, RUN_ROW, err);
    if (status == LG_OK) {
        status = lg_found_ask(explaining, &explaining->parameters, PARAMETER_ROWS, err);
    }
    if (status != LG_OK) return status;
    const char *lang = lg_found_text(&explaining->run, 0, "lang");
    explaining->as_of = lg_found_date(&explaining->run, 0, "as_of");
    explaining->language = lang != NULL && strcmp(lang, "en") == 0 ? LG_ENGLISH : LG_CHINESE;
    if (language >= 0) explaining->language = language;
    if (lg_found_number(&explaining->run, 0, "check_only") == 1.0) {
        return lg_fail(err, LG_BAD_INPUT,
                       "%s: a result of check, which judges no parcel and has no figures; run "
                       "landgauge run for one that can be explained",
                       explaining->folder);
    }
    if (explaining->as_of != LG_DATE_NONE) return LG_OK;
    return lg_fail(err, LG_BAD_INPUT, "%s/run.json: no as_of; take the result from the run",
                   explaining->folder);
}

static enum lg_status tell(struct lg_explaining *explaining, const struct task *task,
                           struct lg_error *err)
{
    char day[LG_DATE_TEXT_SIZE];
    const char *basis = lg_found_text(&explaining->run, 0, "basis");
    bool is_recorded = basis != NULL && strcmp(basis, "recorded") == 0;
    if (task->parcel != NULL) {
        lg_explain_heading(explaining, LG_WORD_HEAD_PARCEL,
                           LG_VALUES(task->parcel, lg_date_format(explaining->as_of, day)));
    }
    lg_explain_field(explaining, LG_WORD_RESULT, explaining->folder);
    lg_explain_field(explaining, LG_WORD_RULE_SETS, lg_found_text(&explaining->run, 0, "rules"));
    lg_explain_field(explaining, LG_WORD_BASIS,
                     lg_word(is_recorded ? LG_WORD_BASIS_RECORDED : LG_WORD_BASIS_MEASURED,
                             explaining->language));
    return task->parcel != NULL
               ? lg_explain_parcel_text(explaining, task->parcel, err)
               : lg_explain_figure_text(explaining, task->park, task->indicator, err);
}

static enum lg_status explain(const char *folder, const struct task *task,
                              const struct lg_explain_options *options, char **text,
                              struct lg_error *err)
{
    *text = NULL;
    struct lg_explaining explaining = {
        .folder = folder,
        .listed_max = LISTED_MAX,
        .all = options->all_parcels,
    };
    enum lg_status status = lg_result_begin(folder, &explaining.result, err);
    if (status != LG_OK) return status;
    status = read_run(&explaining, options->language, err);
    if (status == LG_OK) status = tell(&explaining, task, err);
    if (status == LG_OK && explaining.text.failed) {
        status = lg_fail(err, LG_NO_MEMORY, "no memory for the explanation");
    }
    if (status == LG_OK) {
        *text = explaining.text.bytes;
        explaining.text = (struct lg_text){0};
    }
    lg_text_reset(&explaining.text);
    lg_found_reset(&explaining.run);
    lg_found_reset(&explaining.parameters);
    lg_result_close(explaining.result);
    return status;
}

enum lg_status lg_explain_parcel(const char *folder, const char *parcel,
                                 const struct lg_explain_options *options, char **text,
                                 struct lg_error *err)
{
    assert(folder != NULL && parcel != NULL && options != NULL && text != NULL);
    const struct task task = {.parcel = parcel};
    return explain(folder, &task, options, text, err);
}

enum lg_status lg_explain_indicator(const char *folder, const char *park, const char *indicator,
                                    const struct lg_explain_options *options, char **text,
                                    struct lg_error *err)
{
    assert(folder != NULL && park != NULL && indicator != NULL && options != NULL && text != NULL);
    const struct task task = {.park = park, .indicator = indicator};
    return explain(folder, &task, options, text, err);
}
