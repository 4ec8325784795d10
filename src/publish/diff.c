#include "publish/diff.h"

#include "base/units.h"
#include "landgauge/run.h"
#include "publish/geojson.h"
#include "publish/json_text.h"
#include "publish/texts.h"

enum { DECIMALS_SHARE = 9 };

static struct lg_sheet (*const sheets[])(const struct lg_view *view) = {
    lg_sheet_diff_parks, lg_sheet_diff_figures,     lg_sheet_diff_parcels, lg_sheet_diff_changes,
    lg_sheet_diff_links, lg_sheet_diff_transitions, lg_sheet_diff_rules,
};

static enum lg_status write_layer(const struct lg_row_means *means, struct lg_output_dir *dir,
                                  struct lg_error *err)
{
    const struct lg_sheet sheet = lg_sheet_diff_layer(means->view);
    struct lg_text head = {0};
    lg_geojson_add_diff_header(&head, &sheet, means->view);
    enum lg_status status = lg_texts_write_layer(&sheet, &head, means, dir, err);
    lg_text_reset(&head);
    return status;
}

/* ---- diff.json ---- */

static void add_side(struct lg_json *json, const char *key, const struct lg_diff *diff,
                     enum lg_diff_which which)
{
    const struct lg_diff_side *side = &diff->sides[which];
    lg_json_open_object(json, key);
    lg_json_text(json, "folder", side->folder);
    lg_json_text(json, "title", side->title);
    lg_json_text(json, "as_of", side->as_of_text);
    lg_json_text(json, "version", side->version);
    lg_json_text(json, "area", side->basis);
    lg_json_text(json, "rules", side->rules_text);
    lg_json_bool(json, "has_shapes", side->has_shapes);
    lg_json_int(json, "register_rows", (int64_t)side->row_count);
    lg_json_int(json, "parcels", (int64_t)side->parcel_count);
    lg_json_number(json, "idle_ha", diff->counts.idle_land_m2[which] / LG_M2_PER_HA,
                   LG_DECIMALS_HA);
    lg_json_number(json, "undecided_ha", diff->counts.undecided_land_m2[which] / LG_M2_PER_HA,
                   LG_DECIMALS_HA);
    lg_json_close_object(json);
}

static void add_counts(struct lg_json *json, const struct lg_diff *diff)
{
    const struct lg_diff_counts *counts = &diff->counts;
    lg_json_open_object(json, "counts");
    lg_json_int(json, "parks", (int64_t)diff->park_count);
    lg_json_int(json, "changed_parks", (int64_t)counts->changed_parks);
    lg_json_int(json, "pairs", (int64_t)diff->pair_count);
    for (size_t i = 0; i < LG_DIFF_STATUS_COUNT; i++) {
        lg_json_int(json, lg_diff_status_names[i], (int64_t)counts->by_status[i]);
    }
    lg_json_open_object(json, "relations");
    for (size_t i = 0; i < LG_DIFF_RELATION_COUNT; i++) {
        lg_json_int(json, lg_diff_relation_names[i], (int64_t)counts->by_relation[i]);
    }
    lg_json_close_object(json);
    lg_json_int(json, "split_parcels", (int64_t)counts->split_parcels);
    lg_json_int(json, "merged_parcels", (int64_t)counts->merged_parcels);
    lg_json_open_object(json, "idle_changes");
    for (size_t i = 0; i < LG_DIFF_IDLE_COUNT; i++) {
        lg_json_open_object(json, lg_diff_idle_names[i]);
        lg_json_int(json, "parcels", (int64_t)counts->idle[i]);
        lg_json_number(json, "area_ha", counts->idle_m2[i] / LG_M2_PER_HA, LG_DECIMALS_HA);
        lg_json_close_object(json);
    }
    lg_json_close_object(json);
    lg_json_int(json, "changed_rules", (int64_t)diff->rule_count);
    lg_json_close_object(json);
}

static void add_tolerances(struct lg_json *json)
{
    lg_json_open_object(json, "tolerances");
    lg_json_number(json, "border_m", LG_DIFF_BORDER_M, DECIMALS_SHARE);
    lg_json_number(json, "area_m2", LG_DIFF_AREA_M2, DECIMALS_SHARE);
    lg_json_number(json, "ratio", LG_DIFF_RATIO, DECIMALS_SHARE);
    lg_json_number(json, "match_share", LG_DIFF_MATCH, DECIMALS_SHARE);
    lg_json_close_object(json);
}

static enum lg_status write_json(const struct lg_diff *diff, int language,
                                 struct lg_output_dir *dir, struct lg_error *err)
{
    struct lg_json json = {.is_flat = false};
    lg_json_open_object(&json, NULL);
    lg_json_text(&json, "program", "landgauge");
    lg_json_text(&json, "version", lg_version());
    lg_json_bool(&json, "changed", diff->is_changed);
    lg_json_text(&json, "differ_in", lg_diff_cause_text(diff->factors));
    add_side(&json, "old", diff, LG_DIFF_OLD);
    add_side(&json, "new", diff, LG_DIFF_NEW);
    add_counts(&json, diff);
    add_tolerances(&json);
    lg_json_open_array(&json, "notes");
    for (size_t i = 0; i < diff->note_count; i++) {
        lg_json_text(&json, NULL, diff->notes[i].text[language]);
    }
    lg_json_close_array(&json);
    lg_json_close_object(&json);
    lg_text_add_char(&json.text, '\n');
    enum lg_status status = lg_output_dir_write(dir, LG_OUTPUT_DIFF_MARK, &json.text, err);
    lg_text_reset(&json.text);
    return status;
}

enum lg_status lg_publish_diff(const struct lg_diff *diff, int language,
                               const struct lg_row_means *means, struct lg_output_dir *dir,
                               struct lg_error *err)
{
    const struct lg_view view = {.diff = diff, .language = (enum lg_language)language};
    const struct lg_row_means own = {&view, means->thread_count, means->stop};
    enum lg_status status = lg_output_dir_make(dir, "tables", err);
    for (size_t i = 0; status == LG_OK && i < sizeof(sheets) / sizeof(sheets[0]); i++) {
        const struct lg_sheet sheet = sheets[i](&view);
        status = lg_texts_write_table(&sheet, &own, dir, err);
    }
    if (status == LG_OK) status = write_layer(&own, dir, err);
    return status == LG_OK ? write_json(diff, language, dir, err) : status;
}
