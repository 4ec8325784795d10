/*
 * From the codes of other systems to the guide of 2023.
 *
 * A pair stands where both name the same use. A code whose use the guide parts otherwise has the
 * guide's class of two digits; one that would fall into two classes has no pair: 06 of GB/T 21010
 * (industry and storage), 11 (water and hydraulic works) and 1109.
 *
 * Sources: S50 same-name pairs of the survey (domain.md 3, crosswalk), MM and MH as there; own: the
 * same use under another name, by the definitions of both lists.
 */
#include "model/land_use.h"

#include <stdlib.h>
#include <string.h>

static const struct lg_use_pair gb2017_pairs[] = {
    {"01", "01", "S50"},     {"0101", "0101", "S50"}, {"0102", "0102", "S50"},
    {"0103", "0103", "S50"}, {"02", "02", "S50"},     {"0201", "0201", "S50"},
    {"0202", "0202", "S50"}, {"0203", "0203", "own"}, {"0204", "0205", "own"},
    {"03", "03", "S50"},     {"0301", "0301", "S50"}, {"0302", "0302", "S50"},
    {"0303", "0507", "S50"}, {"0304", "0501", "S50"}, {"0305", "0303", "S50"},
    {"0306", "0502", "S50"}, {"0307", "0304", "S50"}, {"04", "04", "S50"},
    {"0401", "0401", "S50"}, {"0402", "0503", "S50"}, {"0403", "0402", "S50"},
    {"0404", "0403", "S50"}, {"05", "09", "own"},     {"0501", "0901", "own"},
    {"0502", "0901", "own"}, {"0503", "0901", "own"}, {"0504", "0901", "own"},
    {"0505", "0902", "own"}, {"0506", "0903", "own"}, {"0507", "0904", "own"},
    {"0601", "1001", "S50"}, {"0602", "1002", "S50"}, {"0603", "1003", "S50"},
    {"0604", "1101", "MM"},  {"07", "07", "own"},     {"0701", "0701", "S50"},
    {"0702", "0703", "S50"}, {"08", "08", "S50"},     {"0801", "0801", "own"},
    {"0802", "08", "own"},   {"0803", "0804", "own"}, {"0804", "0802", "own"},
    {"0805", "0806", "own"}, {"0806", "0807", "own"}, {"0807", "0803", "own"},
    {"0808", "0805", "own"}, {"0809", "13", "S50"},   {"0810", "14", "own"},
    {"09", "15", "S50"},     {"0901", "1501", "own"}, {"0902", "1502", "own"},
    {"0903", "1505", "own"}, {"0904", "1503", "own"}, {"0905", "1506", "own"},
    {"0906", "15", "own"},   {"10", "12", "S50"},     {"1001", "1201", "S50"},
    {"1002", "1206", "own"}, {"1003", "1202", "S50"}, {"1004", "1207", "S50"},
    {"1005", "1208", "own"}, {"1006", "0601", "S50"}, {"1007", "1203", "S50"},
    {"1008", "1204", "S50"}, {"1009", "1205", "S50"}, {"1101", "1701", "S50"},
    {"1102", "1702", "S50"}, {"1103", "1703", "S50"}, {"1104", "1704", "S50"},
    {"1105", "0505", "S50"}, {"1106", "0506", "S50"}, {"1107", "1705", "S50"},
    {"1108", "05", "own"},   {"1110", "1706", "own"}, {"12", "23", "S50"},
    {"1201", "2301", "S50"}, {"1202", "0602", "S50"}, {"1203", "2303", "S50"},
    {"1204", "2304", "S50"}, {"1205", "2305", "S50"}, {"1206", "2306", "S50"},
    {"1207", "2307", "S50"},
};

static const struct lg_use_pair survey3_pairs[] = {
    {"00", "05", "S50"},     {"01", "01", "S50"},     {"0101", "0101", "S50"},
    {"0102", "0102", "S50"}, {"0103", "0103", "S50"}, {"02", "02", "S50"},
    {"0201", "0201", "S50"}, {"0202", "0202", "S50"}, {"0203", "0203", "own"},
    {"0204", "0205", "own"}, {"03", "03", "S50"},     {"0301", "0301", "S50"},
    {"0302", "0302", "S50"}, {"0303", "0507", "S50"}, {"0304", "0501", "S50"},
    {"0305", "0303", "S50"}, {"0306", "0502", "S50"}, {"0307", "0304", "S50"},
    {"04", "04", "S50"},     {"0401", "0401", "S50"}, {"0402", "0503", "S50"},
    {"0403", "0402", "S50"}, {"0404", "0403", "S50"}, {"05", "09", "S50"},
    {"0508", "1101", "S50"}, {"05H1", "09", "own"},   {"06", "10", "S50"},
    {"0601", "1001", "S50"}, {"0602", "1002", "S50"}, {"0603", "1003", "S50"},
    {"07", "07", "own"},     {"0701", "0701", "S50"}, {"0702", "0703", "S50"},
    {"08", "08", "S50"},     {"0809", "13", "S50"},   {"0810", "14", "own"},
    {"08H1", "08", "own"},   {"08H2", "08", "own"},   {"09", "15", "S50"},
    {"10", "12", "S50"},     {"1001", "1201", "S50"}, {"1002", "1206", "own"},
    {"1003", "1202", "S50"}, {"1004", "1207", "S50"}, {"1005", "1208", "own"},
    {"1006", "0601", "S50"}, {"1007", "1203", "S50"}, {"1008", "1204", "S50"},
    {"1009", "1205", "S50"}, {"1101", "1701", "S50"}, {"1102", "1702", "S50"},
    {"1103", "1703", "S50"}, {"1104", "1704", "S50"}, {"1105", "0505", "S50"},
    {"1106", "0506", "S50"}, {"1107", "1705", "S50"}, {"1108", "05", "own"},
    {"1110", "1706", "own"}, {"12", "23", "S50"},     {"1201", "2301", "S50"},
    {"1202", "0602", "S50"}, {"1203", "2303", "S50"}, {"1204", "2304", "S50"},
    {"1205", "2305", "S50"}, {"1206", "2306", "S50"}, {"1207", "2307", "S50"},
};

static const struct lg_use_pair gb50137_pairs[] = {
    {"A", "08", "MH"},     {"A35", "0802", "own"}, {"B", "09", "MH"},     {"G", "14", "MH"},
    {"G1", "1401", "own"}, {"G2", "1402", "own"},  {"G3", "1403", "own"}, {"M", "1001", "MH"},
    {"M1", "1001", "MH"},  {"M2", "1001", "MH"},   {"M3", "1001", "MH"},  {"R", "07", "MH"},
    {"S", "12", "MH"},     {"S1", "1207", "own"},  {"U", "13", "MH"},     {"W", "1101", "MH"},
    {"W1", "1101", "MH"},  {"W2", "1101", "MH"},   {"W3", "1101", "MH"},
};

#define PAIRS(ARRAY)                                                                               \
    {                                                                                              \
        sizeof(ARRAY) / sizeof((ARRAY)[0]), ARRAY                                                  \
    }

static const struct lg_use_crosswalk gb2017 = PAIRS(gb2017_pairs);
static const struct lg_use_crosswalk survey3 = PAIRS(survey3_pairs);
static const struct lg_use_crosswalk gb50137 = PAIRS(gb50137_pairs);

const struct lg_use_crosswalk *lg_use_crosswalk_of(enum lg_use_system system)
{
    switch (system) {
    case LG_USE_GB2017:
        return &gb2017;
    case LG_USE_SURVEY3:
        return &survey3;
    case LG_USE_GB50137:
        return &gb50137;
    case LG_USE_NONE:
    case LG_USE_YDYH2023:
    case LG_USE_KFQ:
    case LG_USE_SYSTEM_COUNT:
        break;
    }
    return NULL;
}

static int compare_code(const void *code, const void *pair)
{
    return strcmp(code, ((const struct lg_use_pair *)pair)->code);
}

enum { CLASS_DIGITS = 4 };

/* The entry's own code, or of a third-level one that of its second level. */
static const char *class_of_guide(const char *code)
{
    if (strlen(code) <= CLASS_DIGITS) return code;
    char second_level[CLASS_DIGITS + 1] = "";
    memcpy(second_level, code, CLASS_DIGITS);
    const struct lg_use_entry *above = lg_use_find(LG_USE_YDYH2023, second_level);
    return above != NULL ? above->code : NULL;
}

const char *lg_use_guide_class(enum lg_use_system system, const char *code)
{
    const struct lg_use_entry *entry = lg_use_find(system, code);
    if (entry == NULL) return NULL;
    if (system == LG_USE_YDYH2023) return class_of_guide(entry->code);
    const struct lg_use_crosswalk *crosswalk = lg_use_crosswalk_of(system);
    if (crosswalk == NULL) return NULL;
    const struct lg_use_pair *pair = bsearch(entry->code, crosswalk->pairs, crosswalk->count,
                                             sizeof(*crosswalk->pairs), compare_code);
    return pair != NULL ? pair->guide : NULL;
}
