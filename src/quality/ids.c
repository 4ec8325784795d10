/*
 * quality/: parcel codes (宗地代码) and real-estate unit numbers (不动产单元号).
 *
 * 6 digits county, 3 cadastral district, 3 sub-district, 2 letters feature, 5 digits serial make a
 * parcel code of 19 characters; 1 letter and 8 digits behind it a unit number of 28
 * (domain.md 4.1).
 */
#include "quality/parts.h"
#include "quality/quality.h"

#include "base/text.h"

#include <string.h>

enum {
    COUNTY_END = 6,
    FEATURE = 12,
    SERIAL = 14,
    PARCEL_SIZE = 19,
    UNIT_SIZE = 28,
    LETTER_COUNT_MAX = 3, /* of a parcel code: its feature and a slip */
};

/* Province numbers in front of a county's. */
static const char *const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 "
                                     "46 50 51 52 53 54 61 62 63 64 65 71 81 82";
/* Whose land it is: the State's, a collective's, not yet decided. */
static const char *const owner_letters = "GJZ";
/* Which right: collective ownership, construction on, above, below the ground, homestead, farmland,
 * forest, grassland by contract, disputed, other. */
static const char *const right_letters = "ABSXCDEFWY";
static const char *const construction_letters = "BSX";

/* Names of fields that hold such a code and nothing else. */
static const char *const code_fields[] = {"ZDDM", "BDCDYH", "宗地代码", "不动产单元号"};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool is_one_of(const char *letters, char byte)
{
    return byte != '\0' && strchr(letters, byte) != NULL;
}

/*
 * Whether a text without such a field name is meant as a code: digits throughout, but for the
 * letters of the feature, of the unit, and a slip or two. A number of a survey (BSM) has no
 * letters.
 */
static bool has_form(const char *id, size_t length)
{
    bool is_unit = length > PARCEL_SIZE + 1;
    size_t whole = is_unit ? UNIT_SIZE : PARCEL_SIZE;
    size_t letter_count = 0;
    for (size_t i = 0; i < length; i++) {
        letter_count += is_letter(id[i]);
    }
    /* A character lost in front moves the feature, and so does one too many. */
    size_t first = length < whole ? FEATURE - 1 : FEATURE;
    size_t last = length > whole ? FEATURE + 2 : FEATURE + 1;
    bool has_feature = false;
    for (size_t i = first; i <= last; i++) {
        has_feature = has_feature || is_letter(id[i]);
    }
    return has_feature && letter_count <= (is_unit ? LETTER_COUNT_MAX + 1 : LETTER_COUNT_MAX);
}

/* 18 to 20 and 27 to 29 characters, all of them digits and letters. */
static bool has_size(const char *id, size_t length)
{
    bool is_near = (length + 1 >= PARCEL_SIZE && length <= PARCEL_SIZE + 1) ||
                   (length + 1 >= UNIT_SIZE && length <= UNIT_SIZE + 1);
    if (!is_near) return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(id[i]) && !is_letter(id[i])) return false;
    }
    return true;
}

static bool are_digits(const char *id, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (!is_digit(id[i])) return false;
    }
    return true;
}

static bool is_province(const char *id)
{
    const char two[] = {id[0], id[1], '\0'};
    return strstr(provinces, two) != NULL;
}

/* What is wrong with a code of the right length; NULL: nothing. */
static const char *fault_of(const char *id, size_t length)
{
    if (!are_digits(id, 0, COUNTY_END)) return "characters 1 to 6, the county, are not all digits";
    if (!is_province(id)) return "characters 1 and 2 are no province";
    if (!are_digits(id, COUNTY_END, FEATURE)) {
        return "characters 7 to 12, the cadastral districts, are not all digits";
    }
    if (!is_one_of(owner_letters, id[FEATURE])) return "character 13 is none of G, J, Z";
    if (!is_one_of(right_letters, id[FEATURE + 1])) {
        return "character 14 is none of A, B, S, X, C, D, E, F, W, Y";
    }
    if (!are_digits(id, SERIAL, PARCEL_SIZE)) {
        return "characters 15 to 19, the serial number, are not all digits";
    }
    if (length == PARCEL_SIZE) return NULL;
    if (id[PARCEL_SIZE] < 'A' || id[PARCEL_SIZE] > 'Z') {
        return "character 20, the kind of the unit, is no capital letter";
    }
    if (!are_digits(id, PARCEL_SIZE + 1, UNIT_SIZE)) {
        return "characters 21 to 28, the number of the unit, are not all digits";
    }
    return NULL;
}

static enum lg_status report_fault(struct lg_model *model, const struct lg_table *table,
                                   size_t role, size_t row, const char *id, const char *fault,
                                   struct lg_error *err)
{
    struct lg_finding finding = lg_quality_row_finding(model, table, LG_W_ID, row);
    return lg_findings_add(&model->findings, &finding, err,
                           "%s \"%s\" reads as a cadastral code, but %s; correct it, or tables "
                           "will not join by it",
                           table->roles[role].name, id, fault);
}

static enum lg_status report_length(struct lg_model *model, const struct lg_table *table,
                                    size_t role, size_t row, const char *id, size_t length,
                                    struct lg_error *err)
{
    size_t whole = length > PARCEL_SIZE + 1 ? UNIT_SIZE : PARCEL_SIZE;
    struct lg_finding finding = lg_quality_row_finding(model, table, LG_W_ID, row);
    finding.value = (double)length;
    finding.limit = (double)whole;
    return lg_findings_add(&model->findings, &finding, err,
                           "%s \"%s\" has %zu characters, one too %s for a %s of %zu; correct it, "
                           "or tables will not join by it",
                           table->roles[role].name, id, length, length < whole ? "few" : "many",
                           whole == UNIT_SIZE ? "real-estate unit number" : "parcel code", whole);
}

/* Supplied, or surveyed as built urban land: state-owned construction land has feature GB. */
static enum lg_status check_feature(struct lg_model *model, size_t role, size_t row, const char *id,
                                    struct lg_error *err)
{
    enum lg_state land = model->parcels.land_state[row];
    enum lg_state supply = model->parcels.supply_state[row];
    bool is_supplied = lg_state_is_within(supply, LG_STATE_D);
    bool is_built = lg_state_is_within(land, LG_STATE_A) && !model->parcels.land_state_guessed[row];
    bool is_construction = id[FEATURE] == 'G' && is_one_of(construction_letters, id[FEATURE + 1]);
    if (is_construction || (!is_supplied && !is_built)) return LG_OK;

    struct lg_finding finding = lg_parcel_finding(model, LG_W_ID, row);
    return lg_findings_add(&model->findings, &finding, err,
                           "%s \"%s\" has %.2s at characters 13 and 14, but by its %s state (%s) "
                           "it is state-owned construction land, which reads GB; correct the code, "
                           "or look at the title",
                           lg_parcel_roles[role].name, id, id + FEATURE,
                           is_supplied ? "supply" : "land",
                           lg_states[is_supplied ? supply : land].code);
}

static bool is_code_field(const struct lg_model *model, const struct lg_table *table, size_t role,
                          size_t row)
{
    const char *field = lg_quality_field_name(model, table, role, row);
    for (size_t i = 0; i < sizeof(code_fields) / sizeof(code_fields[0]); i++) {
        if (lg_text_equal_nocase(field, code_fields[i])) return true;
    }
    return false;
}

static enum lg_status check_id(struct lg_model *model, const struct lg_table *table, size_t role,
                               size_t row, struct lg_error *err)
{
    const char *id = lg_table_text(table, role, row);
    if (id == NULL) return LG_OK;
    size_t length = strlen(id);
    if (!has_size(id, length)) return LG_OK;
    if (!has_form(id, length) && !is_code_field(model, table, role, row)) return LG_OK;
    if (length != PARCEL_SIZE && length != UNIT_SIZE) {
        return report_length(model, table, role, row, id, length, err);
    }
    const char *fault = fault_of(id, length);
    if (fault != NULL) return report_fault(model, table, role, row, id, fault, err);
    return table == &model->parcels.table ? check_feature(model, role, row, id, err) : LG_OK;
}

enum lg_status lg_quality_ids(struct lg_model *model, struct lg_error *err)
{
    const struct {
        const struct lg_table *table;
        size_t role;
    } columns[] = {
        {&model->parcels.table, LG_PARCEL_ID},
        {&model->supply, LG_PARCEL_ID},
        {&model->enterprises, LG_ENTERPRISE_PARCEL_ID},
    };
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        for (size_t row = 0; row < columns[i].table->count; row++) {
            enum lg_status status = check_id(model, columns[i].table, columns[i].role, row, err);
            if (status != LG_OK) return status;
        }
    }
    return LG_OK;
}
