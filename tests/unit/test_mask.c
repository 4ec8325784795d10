/*
 * publish/mask: numbers in place of holders, wherever their names stand, and nothing else changed.
 */
#include "publish/mask.h"
#include "publish/tables/columns.h"
#include "support/cmocka.h"

#include <string.h>

/* Rows of sheets made for the test: the text of a column is in its place of a row. */
enum { COLUMNS = 5 };
struct cells {
    const char *text[COLUMNS];
};

static const char *cell(struct lg_row *row, const struct lg_sheet_column *column)
{
    const struct cells *rows = row->sheet->source;
    return rows[row->row].text[column - row->sheet->columns];
}

/* A text in the scratch, as many accessors have it. */
static const char *made_cell(struct lg_row *row, const struct lg_sheet_column *column)
{
    const char *text = cell(row, column);
    if (text == NULL) return NULL;
    lg_text_add_text(lg_row_scratch(row), text);
    return lg_row_made(row);
}

static double row_number(const struct lg_row *row, const struct lg_sheet_column *column)
{
    assert_ptr_equal(column, &row->sheet->columns[COLUMNS]);
    return (double)row->row + 0.5;
}

static const struct lg_sheet_column register_columns[] = {
    TEXT("parcel_id", cell), TEXT("holder", cell),     TEXT("location", made_cell),
    TEXT("remarks", cell),   TEXT("land_state", cell), NUMBER("area_ha", 2, row_number),
};
static const struct cells register_rows[] = {
    {{"P1", "虚构甲公司", "虚构甲公司东侧", "张三电话", "A2"}},
    {{"P2", NULL, "路口", NULL, "B1"}},
    {{"P3", "虚构甲公司二厂", "虚构甲公司二厂与虚构甲公司之间", NULL, "A2"}},
    {{"P4", "虚构甲公司", "", "", "A2"}},
    {{"虚构甲公司", "A2", "A2 by A2", NULL, "A2"}},
    {{"P5", "张三、 李四", "李四家旁，张三屋后", NULL, "A1"}},
    {{"P6", "ACME-WORKS", "at ACME-WORKS", NULL, "ACME-WORKS"}},
    {{"P7", "李", " 李 ", NULL, "李"}},
    {{"P8", "AB", "AB", NULL, "AB"}},
    {{"P9", "12", "12", NULL, "12"}},
    {{"P10", "赵六、钱", "钱；李, AB/12", NULL, "桃李"}},
    {{"P11", NULL, "桃李路 AB 12、12 号", NULL, "李、钱"}},
};

static const struct lg_sheet_column quality_columns[] = {
    TEXT("parcel_id", cell), TEXT("layer", cell),  TEXT("message", made_cell),
    TEXT("source", cell),    TEXT("holder", cell), NUMBER("value", 2, row_number),
};
static const struct cells quality_rows[] = {
    {{"P1", "parcels", "虚构甲公司: the area of 虚构甲公司二厂", "虚构甲公司.shp", NULL}},
    {{"P1", "enterprises", "enterprise 无地公司 of 虚构甲公司", NULL, NULL}},
    {{"P9", "parcels", "nothing", NULL, "后来者公司"}},
    {{"P9", "parcels", "nothing", NULL, "虚构（丁） 公司"}},
    {{"P9", "parcels", "nothing", "虚构(丁)\u3000公司.shp", "虚构(丁)\u3000公司"}},
    {{"P9", "parcels", "nothing", NULL, " 虚构甲公司\r\n"}},
    {{"P9", "parcels", "nothing", NULL, "虚构甲(公司"}},
};

struct test {
    struct lg_view view;
    struct lg_sheet sheets[2];
    struct lg_book_input inputs[1];
    struct lg_book book;
    struct lg_row row;
};

static void begin(struct test *test, enum lg_language language)
{
    *test = (struct test){
        .sheets = {{.name = "quality",
                    .column_count = COLUMNS + 1,
                    .columns = quality_columns,
                    .row_count = sizeof(quality_rows) / sizeof(quality_rows[0]),
                    .source = quality_rows},
                   {.name = "register",
                    .column_count = COLUMNS + 1,
                    .columns = register_columns,
                    .row_count = sizeof(register_rows) / sizeof(register_rows[0]),
                    .source = register_rows}},
        .inputs = {{.kind = "parcels", .path = "/home/甲/宗地.shp"}},
    };
    test->book = (struct lg_book){
        .view = &test->view,
        .language = language,
        .title = "虚构甲公司的园区",
        .input_count = 1,
        .inputs = test->inputs,
        .sheet_count = 2,
        .sheets = test->sheets,
    };
    assert_int_equal(lg_book_mask_holders(&test->book, NULL), LG_OK);
    test->row = lg_book_row(&test->book);
}

static void end(struct test *test)
{
    lg_text_reset(&test->row.scratch);
    lg_book_reset(&test->book);
}

static const char *shown(struct test *test, const char *sheet_name, size_t position,
                         const char *key)
{
    const struct lg_sheet *sheet = lg_book_sheet(&test->book, sheet_name);
    lg_row_move(&test->row, sheet, position);
    struct lg_cell seen = lg_row_cell(&test->row, lg_sheet_column(sheet, key));
    return seen.is_missing ? "(missing)" : seen.text;
}

struct cell_case {
    const char *name;
    const char *sheet;
    size_t row;
    const char *key;
    const char *expected;
};

static const struct cell_case cases[] = {
    {"the first of the register is the first", "register", 0, "holder", "使用权人 001"},
    {"another name, another number", "register", 2, "holder", "使用权人 002"},
    {"the same name, the same number", "register", 3, "holder", "使用权人 001"},
    {"nobody stays nobody", "register", 1, "holder", "(missing)"},
    {"a name in a text", "register", 0, "location", "使用权人 001东侧"},
    {"the longer name first", "register", 2, "location", "使用权人 002与使用权人 001之间"},
    {"a text without names", "register", 1, "location", "路口"},
    {"remarks are emptied", "register", 0, "remarks", "(missing)"},
    {"ids stay", "register", 4, "parcel_id", "虚构甲公司"},
    {"a code is no name", "register", 4, "land_state", "A2"},
    {"though it is one among the holders", "register", 4, "holder", "使用权人 003"},
    {"a short word is not looked for", "register", 4, "location", "A2 by A2"},
    {"each of two holders by itself", "register", 5, "location",
     "使用权人 004家旁，使用权人 004屋后"},
    {"a word in a sentence is found", "register", 6, "location", "at 使用权人 005"},
    {"a word in a column of codes is kept", "register", 6, "land_state", "ACME-WORKS"},
    {"one character that is all of a text", "register", 7, "location", " 使用权人 006 "},
    {"of a code, too", "register", 7, "land_state", "使用权人 006"},
    {"two letters that are all of a text", "register", 8, "location", "使用权人 007"},
    {"in a column of codes they are kept", "register", 8, "land_state", "AB"},
    {"a number that is all of a text", "register", 9, "location", "使用权人 008"},
    {"short names between separators", "register", 10, "location",
     "使用权人 009；使用权人 006, 使用权人 007/12"},
    {"a character within a word", "register", 10, "land_state", "桃李"},
    {"short names among other words", "register", 11, "location", "桃李路 AB 12、12 号"},
    {"separators mean nothing in a code", "register", 11, "land_state", "李、钱"},
    {"sentences of findings", "quality", 0, "message", "使用权人 001: the area of 使用权人 002"},
    {"names of files", "quality", 0, "source", "使用权人 001.shp"},
    {"a sentence about an enterprise is left out", "quality", 1, "message", "(missing)"},
    {"who is not in the register comes behind", "quality", 2, "holder", "使用权人 010"},
    {"a name with parentheses and a blank", "quality", 3, "holder", "使用权人 011"},
    {"the same holder, written otherwise", "quality", 4, "holder", "使用权人 011"},
    {"a text has each way to write a name", "quality", 4, "source", "使用权人 011.shp"},
    {"blanks at the ends are no other holder", "quality", 5, "holder", "使用权人 001"},
    {"a sign more is another holder", "quality", 6, "holder", "使用权人 012"},
};

static void check_cell(void **state)
{
    const struct cell_case *row = *state;
    struct test test;
    begin(&test, LG_CHINESE);
    assert_string_equal(shown(&test, row->sheet, row->row, row->key), row->expected);
    end(&test);
}

static void the_book_itself_is_masked(void **state)
{
    struct test test;
    (void)state;
    begin(&test, LG_ENGLISH);
    assert_true(test.book.masks_holders);
    assert_int_equal(lg_mask_count(test.book.mask), 12);
    assert_string_equal(shown(&test, "register", 3, "holder"), "holder 001");
    assert_string_equal(test.book.title, "holder 001的园区");
    assert_string_equal(test.book.inputs[0].path, "宗地.shp");
    end(&test);
}

static void figures_stay(void **state)
{
    struct test test;
    (void)state;
    begin(&test, LG_ENGLISH);
    const struct lg_sheet *sheet = lg_book_sheet(&test.book, "register");
    lg_row_move(&test.row, sheet, 2);
    struct lg_cell seen = lg_row_cell(&test.row, lg_sheet_column(sheet, "area_ha"));
    assert_true(seen.number == 2.5);
    end(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_book_itself_is_masked),
        cmocka_unit_test(figures_stay),
    };
    int failed = cmocka_run_group_tests_name("publish/mask", tests, NULL, NULL);
    failed += RUN_CASES("publish/mask cells", cases, check_cell);
    return failed;
}
