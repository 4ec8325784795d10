/*
 * Looking a land-use code up in its declared system.
 *
 * The three systems use the same digits for different things (0601 is industry in GB/T 21010 and a
 * rural road in the guide of 2023), so nothing is ever guessed here.
 */
#include "model/land_use.h"

#include "base/text.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * The land-state tree read as a use; its groups are domain.md 7's line from group to state, back.
 */
static const struct lg_use_entry kfq_entries[] = {
    {"A", {"已建成城镇建设用地", "Built urban construction land"}, LG_GROUP_NONE},
    {"A1", {"住宅用地", "Housing"}, LG_GROUP_RES},
    {"A2", {"工矿仓储用地", "Industrial, mining, storage"}, LG_GROUP_IND},
    {"A3", {"交通运输用地", "Transport"}, LG_GROUP_TR},
    {"A31", {"街巷用地", "Streets"}, LG_GROUP_RD},
    {"A32", {"其他交通运输用地", "Other transport"}, LG_GROUP_TR},
    {"A4", {"商服用地", "Commercial, services"}, LG_GROUP_COM},
    {"A5", {"公共管理与公共服务用地", "Public"}, LG_GROUP_PUB},
    {"A51", {"公园与绿地", "Parks and green"}, LG_GROUP_GRN},
    {"A52", {"其他公共管理与公共服务用地", "Other public"}, LG_GROUP_PUB},
    {"A6", {"其他城镇建设用地", "Other urban"}, LG_GROUP_SPC},
    {"B", {"未建成城镇建设用地", "Not built as urban land"}, LG_GROUP_NONE},
    {"B1", {"已建成农村建设用地", "Built rural construction land"}, LG_GROUP_RUR},
    {"B11", {"农村工矿仓储用地", "Rural industrial"}, LG_GROUP_IND},
    {"B12", {"其他农村建设用地", "Other rural"}, LG_GROUP_RUR},
    {"B2", {"其他土地", "Other land"}, LG_GROUP_OTH},
    {"B21", {"已达到供地条件", "Ready for supply"}, LG_GROUP_OTH},
    {"B22", {"未达到供地条件", "Not ready for supply"}, LG_GROUP_OTH},
    {"C", {"不可建设土地", "Not buildable"}, LG_GROUP_OTH},
    {"C1", {"河湖及其蓄滞洪区", "Rivers, lakes, flood storage"}, LG_GROUP_WAT},
    {"C2", {"自然、生态保护区", "Protected areas"}, LG_GROUP_OTH},
    {"C3", {"其他不可建设土地", "Other not buildable"}, LG_GROUP_OTH},
};

static const struct lg_use_table kfq = {sizeof(kfq_entries) / sizeof(kfq_entries[0]), kfq_entries};

static const char *const system_names[LG_USE_SYSTEM_COUNT] = {
    [LG_USE_NONE] = "none",         [LG_USE_GB2017] = "gb2017", [LG_USE_SURVEY3] = "survey3",
    [LG_USE_YDYH2023] = "ydyh2023", [LG_USE_KFQ] = "kfq",
};

enum { CODE_SIZE = 16 };

enum lg_use_system lg_use_system_find(const char *name)
{
    if (name == NULL) return LG_USE_NONE;

    char lower[CODE_SIZE] = "";
    size_t length = strlen(name);
    const char *trimmed = lg_text_trim(name, &length);
    if (length >= sizeof(lower)) return LG_USE_NONE;
    memcpy(lower, trimmed, length);
    for (enum lg_use_system system = LG_USE_GB2017; system < LG_USE_SYSTEM_COUNT; system++) {
        if (lg_text_equal_nocase(system_names[system], lower)) return system;
    }
    return LG_USE_NONE;
}

const char *lg_use_system_name(enum lg_use_system system)
{
    assert(system < LG_USE_SYSTEM_COUNT);
    return system_names[system];
}

const char *lg_use_group_name(enum lg_use_group group)
{
    static const char *const names[LG_GROUP_COUNT] = {
        [LG_GROUP_RES] = "RES", [LG_GROUP_IND] = "IND", [LG_GROUP_RD] = "RD",
        [LG_GROUP_TR] = "TR",   [LG_GROUP_COM] = "COM", [LG_GROUP_GRN] = "GRN",
        [LG_GROUP_PUB] = "PUB", [LG_GROUP_SPC] = "SPC", [LG_GROUP_RUR] = "RUR",
        [LG_GROUP_AGR] = "AGR", [LG_GROUP_WAT] = "WAT", [LG_GROUP_OTH] = "OTH",
    };
    assert(group < LG_GROUP_COUNT);
    return names[group];
}

static const struct lg_use_table *table_of(enum lg_use_system system)
{
    switch (system) {
    case LG_USE_GB2017:
        return &lg_use_gb2017;
    case LG_USE_SURVEY3:
        return &lg_use_survey3;
    case LG_USE_YDYH2023:
        return &lg_use_ydyh2023;
    case LG_USE_KFQ:
        return &kfq;
    case LG_USE_NONE:
    case LG_USE_SYSTEM_COUNT:
        break;
    }
    return NULL;
}

static int compare_code(const void *code, const void *entry)
{
    return strcmp(code, ((const struct lg_use_entry *)entry)->code);
}

static const struct lg_use_entry *find_exact(const struct lg_use_table *table, const char *code)
{
    return bsearch(code, table->entries, table->count, sizeof(*table->entries), compare_code);
}

static bool is_letter(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* The third level of the guide of 2023 is partly known by its second or first level only. */
static const struct lg_use_entry *find_shortened(const struct lg_use_table *table, char *code)
{
    static const size_t levels[] = {4, 2};
    if (strlen(code) != 6 || strspn(code, "0123456789") != 6) return NULL;
    for (size_t level = 0; level < 2; level++) {
        code[levels[level]] = '\0';
        const struct lg_use_entry *entry = find_exact(table, code);
        if (entry != NULL) return entry;
    }
    return NULL;
}

const struct lg_use_entry *lg_use_find(enum lg_use_system system, const char *code)
{
    const struct lg_use_table *table = table_of(system);
    if (table == NULL || code == NULL) return NULL;

    char upper[CODE_SIZE] = "";
    size_t length = strlen(code);
    const char *trimmed = lg_text_trim(code, &length);
    if (length == 0 || length >= sizeof(upper)) return NULL;
    for (size_t i = 0; i < length; i++) {
        upper[i] = trimmed[i];
        if (upper[i] >= 'a' && upper[i] <= 'z') upper[i] = (char)(upper[i] - 'a' + 'A');
    }
    const struct lg_use_entry *entry = find_exact(table, upper);
    while (entry == NULL && length > 1 && is_letter(upper[length - 1])) {
        upper[--length] = '\0';
        entry = find_exact(table, upper);
    }
    if (entry == NULL && system == LG_USE_YDYH2023) entry = find_shortened(table, upper);
    return entry;
}
