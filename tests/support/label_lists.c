#include "support/label_lists.h"

#include "model/catalogues.h"
#include "model/diff.h"
#include "model/labels.h"
#include "support/cmocka.h"

#include <string.h>

enum { AT_COUNT = 8, AT_IDS = 12, ENTRY_SIZE = 8, AT_OFFSET = 4 };

const struct label_copy_table label_copy_tables[] = {
    {"changes", "layer source feature id change before after area_before_m2 area_after_m2 lon lat "
                "message"},
    {"copies", "layer source copy rows changes"},
};

const size_t label_copy_table_count = sizeof(label_copy_tables) / sizeof(label_copy_tables[0]);

const struct label_codes label_codes[] = {
    {"any", "yes no nodata unknown ok 是 否"},
    {"unit", "% 1 ha wan_yuan/ha persons/ha"},
    {"scope", "主区 发展方向区 园区外"},
    {"eval_type", "工业主导型 产城融合型"},
    {"class", "综合性园区 专业性园区 综合性 专业性"},
    {"type", "经济技术开发区 高新技术产业开发区 经济开发区 省级经济开发区 综合保税区 "
             "边境经济合作区 工业园区 产业园区 飞地园区 文化旅游产业园区"},
    {"constraint", "生态保护红线 城镇开发边界 永久基本农田 河湖管理范围 自然保护地 蓄滞洪区 "
                   "地质灾害易发区 坡度大于25度 军事设施 文物保护"},
    {"source_of", "given rule fallback assumed"},
    {"suspected",
     "N_A DONE UNKNOWN WAIT LATE IDLE1 IDLE2 STARTED_NODATA IDLE_S SUSPENDED LATE_FIN ACTIVE"},
    {"confirmed", "yes no"},
    {"due_precision", "day month year"},
    {"option",
     "RESTORE HANDOVER CHANGE EXCHANGE BUYBACK EXTEND TEMPORARY HEARING FEE_START RECOVER "
     "CUT TRANSFER BOND MARKET PUSH_SUPPLY WITHDRAW UPGRADE"},
    {"missing_fields", "start_due handover_on contract_no signed_on developed_pct invested_pct "
                       "cause evidence price"},
    {"missing", "supply_state start_due developed invested price"},
    {"event", "start_due full_year two_years stopped_year completion_due disposal_due"},
    {"result",
     "SAME SUSPECTED PLAN_DIFFERS INDUSTRIAL PRICE FORBIDDEN UNDECIDED MET NOT_MET NODATA "
     "NOT_APPLICABLE below met no_baseline"},
    {"step", "NONE SITE_CHECK_GRANTED SITE_CHECK_ALLOCATED SITE_CHECK CONVERT_AT_RENEWAL "
             "CONVERT_INDUSTRIAL PRICE_RECALCULATE NOT_A_CANDIDATE REQUEST_DATA gross constraint "
             "seized usable"},
    {"group", "TOTAL"},
    {"effect", "forbid flag"},
    {"by", "park land_state supply_state use_class stock_class"},
    {"line", "surveyed overlap unsurveyed boundary_difference outside approved recorded boundary "
             "parcels gap_edge gap_inside beyond"},
    {"kind", "planned current expansion expansion_industrial structure intensity expired idle "
             "management weight ideal official regional user program construction supply text "
             "integer number date"},
    {"site_kind", "idle suppliable mixed"},
    {"level", "park parcel area goal sub_goal indicator "
              "国家级 自治区级 省级 市级 县级"},
    {"operator", ">= <= > < ="},
    {"item", "far coefficient investment revenue tax"},
    {"region", "national"},
    {"enclave_type", "INTER_PROVINCE INTRA_REGION NESTED"},
    {"part", "ALL INSIDE OUTSIDE UNKNOWN PLACE"},
    {"contradiction", "built_but_empty unstarted_but_built"},
    {"severity", "error warning notice"},
    {"layer", "parks parcels buildings plan constraints enterprises supply evidence"},
    {"remarks", "DL_GUESS"},
    {"status", "same changed appeared vanished"},
    {"field", "conversion"},
    {"relation", "same_shape shifted reshaped split merged rearranged other_land id_only"},
    {"matched_by", "id overlap"},
    {"cause", "DATA RULES TIME PROGRAM"},
    {"idle_change", "new worse better resolved gone unknown decided"},
    {"state", "NO_STATE NO_LAND"},
    {"change",
     "encoding width field_type field_renamed format crs stars dimension_dropped "
     "deleted_row id_suffixed renumbered closed ring_dropped repaired vertex_dropped turned "
     "straightened part_dropped lost"},
};

const size_t label_codes_count = sizeof(label_codes) / sizeof(label_codes[0]);

struct lg_sheet label_sheets[LABEL_SHEETS_MAX];
size_t label_sheet_count;

int label_describe_sheets(void **state)
{
    static struct lg_model model;
    static struct lg_diff diff;
    static struct lg_view view = {.model = &model, .diff = &diff};
    static struct lg_sheet (*const compared[])(const struct lg_view *view) = {
        lg_sheet_diff_parks,   lg_sheet_diff_figures, lg_sheet_diff_parcels,
        lg_sheet_diff_changes, lg_sheet_diff_links,   lg_sheet_diff_transitions,
        lg_sheet_diff_rules,   lg_sheet_diff_layer,
    };
    (void)state;
    for (size_t i = 0; i < lg_book_sheet_count(); i++) {
        label_sheets[label_sheet_count++] = lg_book_sheet_at(i, &view);
    }
    for (size_t i = 0; i < sizeof(compared) / sizeof(compared[0]); i++) {
        label_sheets[label_sheet_count++] = compared[i](&view);
    }
    return label_sheet_count <= LABEL_SHEETS_MAX ? 0 : -1;
}

const struct lg_sheet *label_sheet_of(const char *name)
{
    for (size_t i = 0; i < label_sheet_count; i++) {
        if (strcmp(label_sheets[i].name, name) == 0) return &label_sheets[i];
    }
    return NULL;
}

const char *label_copy_keys(const char *name)
{
    for (size_t i = 0; i < label_copy_table_count; i++) {
        if (strcmp(label_copy_tables[i].table, name) == 0) return label_copy_tables[i].keys;
    }
    return NULL;
}

static uint32_t number_at(const char *catalogue, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)catalogue + at;
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

size_t label_id_count(size_t catalogue)
{
    return number_at(lg_catalogues[catalogue].bytes, AT_COUNT);
}

const char *label_id_at(size_t catalogue, size_t position)
{
    const char *bytes = lg_catalogues[catalogue].bytes;
    return bytes + number_at(bytes, number_at(bytes, AT_IDS) + position * ENTRY_SIZE + AT_OFFSET);
}

bool label_has_word(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at++) {
        bool is_start = at == list || at[-1] == ' ';
        if (is_start && (at[length] == ' ' || at[length] == '\0')) return true;
    }
    return false;
}

const char *label_next_word(const char **list, char *word)
{
    *list += strspn(*list, " ");
    size_t length = strcspn(*list, " ");
    if (length == 0) return NULL;
    assert_true(length < LABEL_ID_SIZE);
    memcpy(word, *list, length);
    word[length] = '\0';
    *list += length;
    return word;
}

const char *label_required(enum lg_language language, const char *id)
{
    const char *label = lg_label(language, id);
    if (label != NULL && label[0] != '\0') return label;
    fail_msg("%s has no %s label", id, language == LG_ENGLISH ? "English" : "Chinese");
    return "";
}
