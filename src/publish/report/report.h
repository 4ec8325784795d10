/*
 * The report: one page that needs nothing but itself, for people who decide.
 *
 * The page is a list of sections (report.c) and, of each park, a list of parts (report_park.c): a
 * new one is a function and its row there. Each adds its text to struct lg_report and forgets it;
 * the text is written section by section. Nothing from data stands in a style or script block.
 *
 * Every figure is a <data value="..."> with what the CSV has; what is shown may have fewer
 * decimals. In a table, data-table of <table>, data-row of <tr> and data-column of the <th> above
 * say which cell it is, elsewhere the element itself. A figure that stands in no table as such (a
 * sum, a count) has data-derived. tests/support/check_report.py holds all of them against tables/.
 */
#ifndef LG_PUBLISH_REPORT_REPORT_H
#define LG_PUBLISH_REPORT_REPORT_H

#include "base/arena.h"
#include "base/text_index.h"
#include "publish/documents.h"
#include "publish/report/html.h"
#include "publish/report/map.h"

/* The sheets that the report reads. */
enum lg_report_sheet {
    LG_REPORT_PARKS,
    LG_REPORT_REGISTER,
    LG_REPORT_LAND_STATE,
    LG_REPORT_INDICATORS,
    LG_REPORT_ACCOUNT,
    LG_REPORT_CONVERSION,
    LG_REPORT_IDLE,
    LG_REPORT_IDLE_STATUS,
    LG_REPORT_IDLE_SUMMARY,
    LG_REPORT_WATERFALL,
    LG_REPORT_WATCHLIST,
    LG_REPORT_REQUESTS,
    LG_REPORT_SITES,
    LG_REPORT_SCORES,
    LG_REPORT_SCORE_NODES,
    LG_REPORT_POTENTIAL,
    LG_REPORT_COMPLIANCE,
    LG_REPORT_COMPLIANCE_SUMMARY,
    LG_REPORT_ASSESSMENT,
    LG_REPORT_ASSESSMENT_FLAGS,
    LG_REPORT_ENCLAVES,
    LG_REPORT_REGIONAL_TOTALS,
    LG_REPORT_QUALITY,
    LG_REPORT_CLOCKS,
    LG_REPORT_SHEET_COUNT
};

/* The rows of a sheet by the parks that they tell of. */
struct lg_report_rows {
    size_t *start; /* [park count + 1] into rows; NULL: the sheet tells of no park */
    size_t *rows;  /* of one park side by side, in the order of the sheet */
};

/* The rows of a sheet by their "parcel_id". */
struct lg_report_parcels {
    const char **ids; /* NULL: not asked for yet */
    struct lg_text_index index;
};

struct lg_report_park {
    const char *code;  /* NULL: none */
    const char *scope; /* NULL: none */
    const char *name;  /* as shown: the code where it has no name, never NULL */
    size_t first;      /* the first park with the code: rows that tell no scope belong to it */
    bool is_alone;     /* no other park has the code */
    bool is_nested;    /* lies in another park of the book, or is none yet: not summed up */
};

struct lg_report {
    const struct lg_book *book;
    enum lg_language language;
    struct lg_report_maps *maps;
    struct lg_text html;                                  /* what is not yet written */
    struct lg_row row;                                    /* for lg_report_cell() */
    const struct lg_sheet *sheets[LG_REPORT_SHEET_COUNT]; /* NULL: the book has none */
    struct lg_report_rows by_park[LG_REPORT_SHEET_COUNT];
    size_t park_count;
    struct lg_report_park *parks;    /* [park_count] the rows of the sheet "parks" */
    const char **parcel_ids;         /* [rows of idle] NULL: none */
    size_t *idle_parks;              /* [rows of idle] the park; SIZE_MAX: its code tells */
    bool *listed;                    /* [rows of idle] the row stands in the ledger of its park */
    size_t ledger_rows;              /* most rows of the ledger of one park */
    struct lg_report_writer *writer; /* NULL: all text is kept */
    struct lg_text_index park_index; /* by code */
    struct lg_text_index idle_index; /* by parcel_ids */
    struct lg_report_parcels by_parcel[LG_REPORT_SHEET_COUNT]; /* as far as asked for */
    struct lg_arena memory;
};

/* A part of the page that stands in its table of contents. */
struct lg_report_section {
    const char *id; /* of the element; "report.section.ID" is its heading */
    bool (*is_there)(const struct lg_report *page); /* NULL: always */
    void (*add)(struct lg_report *page);            /* NULL: nothing but parks */
    /* Called for each park behind that; what it adds is written at once. NULL: no parks. */
    void (*add_park)(struct lg_report *page, size_t park);
};

/* A part of what is told of each park. */
struct lg_report_part {
    const char *id; /* "report.part.ID" is its heading */
    void (*add)(struct lg_report *page,
                size_t park); /* adds nothing where it has nothing to tell */
    bool by_code;             /* its rows tell no scope: they stand at the first area of a park */
};

extern const struct lg_report_section lg_report_sections[]; /* ends with a NULL id */
extern const struct lg_report_part lg_report_parts[];       /* ends with a NULL id */

/**
 * report.html of a book.
 * @return LG_OK; LG_NO_OUTPUT; LG_WRITE; LG_NO_MEMORY; LG_STOPPED
 */
LG_NODISCARD enum lg_status lg_report_write(const struct lg_book *book,
                                            const struct lg_document_means *means,
                                            struct lg_output_dir *dir, struct lg_error *err);

/**
 * Write the text so far when it is much: for what adds much to one park.
 * @return false when it cannot be written: nothing more need be added
 */
bool lg_report_spill(struct lg_report *page);

/** The name of a park, with its scope where the park has several. */
void lg_report_add_park_name(struct lg_report *page, size_t park);

/* --- what the sections and parts are made of: front.c ... ----------------------------- */

bool lg_report_has_parks(const struct lg_report *page);
void lg_report_add_summary(struct lg_report *page);
void lg_report_add_first(struct lg_report *page);
void lg_report_add_overview(struct lg_report *page);
bool lg_report_has_overview(const struct lg_report *page);
void lg_report_add_park(struct lg_report *page, size_t park);
void lg_report_add_method(struct lg_report *page);
void lg_report_begin_passports(struct lg_report *page);
void lg_report_add_passport(struct lg_report *page, size_t park);
bool lg_report_has_field_sheets(const struct lg_report *page);
void lg_report_begin_field_sheets(struct lg_report *page);
void lg_report_add_field_sheets(struct lg_report *page, size_t park);

void lg_report_add_park_map(struct lg_report *page, size_t park);
void lg_report_add_land(struct lg_report *page, size_t park);
void lg_report_add_indicators(struct lg_report *page, size_t park);
void lg_report_add_funnel(struct lg_report *page, size_t park);
void lg_report_add_scores(struct lg_report *page, size_t park);
void lg_report_add_potentials(struct lg_report *page, size_t park);
void lg_report_add_ledger(struct lg_report *page, size_t park);
/** Find out which rows the ledgers list, so that links lead to these alone. */
void lg_report_choose_ledger(struct lg_report *page);
void lg_report_add_conversion(struct lg_report *page, size_t park);
void lg_report_add_compliance(struct lg_report *page, size_t park);
void lg_report_add_flags(struct lg_report *page, size_t park);
void lg_report_add_quality(struct lg_report *page, size_t park);

/* --- index.c: rows by park ----------------------------------------------------------- */

/**
 * Look up sheets, parks and their rows.
 *
 * @param page  out: book and language set; end with lg_report_reset(), after a failure, too
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_report_init(struct lg_report *page, const struct lg_book *book,
                                           struct lg_error *err);
void lg_report_reset(struct lg_report *page);

/** The rows of a sheet that tell of a park. @param count  out @return [count] borrowed */
const size_t *lg_report_rows_of(const struct lg_report *page, enum lg_report_sheet sheet,
                                size_t park, size_t *count);

/** The row of a park where the sheet has one of each; SIZE_MAX: none. */
size_t lg_report_row_of(const struct lg_report *page, enum lg_report_sheet sheet, size_t park);

/** The first park with a code; SIZE_MAX: none. */
size_t lg_report_find_park(const struct lg_report *page, const char *code);

/** The first row of the ledger with a parcel's id; SIZE_MAX: none. */
size_t lg_report_find_idle(const struct lg_report *page, const char *parcel_id);

/** The row of a park whose cell has a text; SIZE_MAX: none. */
size_t lg_report_row_with(struct lg_report *page, enum lg_report_sheet sheet, size_t park,
                          const char *key, const char *text);

/** Index the parcels of a sheet; nothing when it has none or is indexed already. */
void lg_report_index_parcels(struct lg_report *page, enum lg_report_sheet sheet);

/** The first row of an indexed sheet with a parcel's id; SIZE_MAX: none. */
size_t lg_report_find_parcel(const struct lg_report *page, enum lg_report_sheet sheet,
                             const char *parcel_id);

/** Give the watchlist, which names no park, its rows by park, the next date first. */
void lg_report_index_watchlist(struct lg_report *page);

/**
 * Put rows in the order of a number of theirs, the smallest first (as a rank) or the largest; rows
 * without it come last.
 * @param rows  [count]
 */
void lg_report_sort(struct lg_report *page, enum lg_report_sheet sheet, const char *key,
                    bool largest_first, size_t *rows, size_t count);

/* --- cell.c: figures and tables ------------------------------------------------------ */

/** A cell; missing when the sheet or the column is. Its text lives until the next cell. */
struct lg_cell lg_report_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                              const char *key);
/** A number of a cell; NaN when it is missing. */
double lg_report_number(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                        const char *key);
/** Whether a cell has this text. */
bool lg_report_is(struct lg_report *page, enum lg_report_sheet sheet, size_t row, const char *key,
                  const char *text);

/** Whether any of the rows has something in a column, other than "ok". */
bool lg_report_has_any(struct lg_report *page, enum lg_report_sheet sheet, const size_t *rows,
                       size_t count, const char *key);

/** A label, escaped; nothing is replaced in it. */
void lg_report_add_label(struct lg_report *page, const char *id);
/** "report.WHAT" as <tag class="kind">. */
void lg_report_add_words(struct lg_report *page, const char *tag, const char *kind, const char *id);

/**
 * Add a cell that holds a sentence of the program, in the language of the page; behind it stands
 * what the CSV has.
 */
void lg_report_add_sentence(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                            const char *key, size_t character_count);

/** Where a rule is from, in the language of the page. @param source  NULL adds nothing */
void lg_report_add_source(struct lg_report *page, const char *source);

/** A figure with all that says which cell it is; "—" when it is missing. */
void lg_report_add_figure(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                          const char *key);
/** A figure that was made of rows. @param value  NaN: missing */
void lg_report_add_derived(struct lg_report *page, const char *name, double value, int decimals);

/** Decimals that people need of a number: 2, more where it is so small that they would be 0. */
int lg_report_decimals(double value, int most);

/* How a column of a table is shown. */
enum lg_report_look {
    LG_LOOK_PLAIN,    /* text, date or number as it is */
    LG_LOOK_CODE,     /* the words of a code */
    LG_LOOK_STATUS,   /* an idle status: suspected (疑似) unless the row is confirmed */
    LG_LOOK_CODES,    /* codes with ; or | between */
    LG_LOOK_PARK,     /* a park's code, led to by its name */
    LG_LOOK_PARCEL,   /* a parcel's id, led to where the ledger lists it */
    LG_LOOK_WIDE,     /* a sentence */
    LG_LOOK_SENTENCE, /* the same, in a column as wide as its words */
};

struct lg_report_column {
    const char *key;
    const char *words; /* of a code: the column that its words stand under; NULL: key */
    enum lg_report_look look;
    bool may_go; /* left out when no row has anything in it */
};

/* A table of rows of one sheet. */
struct lg_report_table {
    enum lg_report_sheet sheet;
    const struct lg_report_column *columns; /* ends with a NULL key */
    const size_t *rows;                     /* [row_count] */
    size_t row_count;
    bool has_anchors; /* rows of the ledger: what links to a parcel leads here */
};

/** Nothing when there are no rows or no sheet. */
void lg_report_add_table(struct lg_report *page, const struct lg_report_table *table);

/** The words of codes with ; or | between; a code without words as it is. @param words  their key
 */
void lg_report_add_codes(struct lg_report *page, const char *words, const char *codes);

/** A cell as lg_report_add_cell() makes it, of a code: its words are shown. */
void lg_report_add_code_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                             const char *key);

/** One cell of a table that is made by hand: <td>, with its figure where it has one. */
void lg_report_add_cell(struct lg_report *page, enum lg_report_sheet sheet, size_t row,
                        const char *key);
/** The header of a column: <th>, with its label. */
void lg_report_add_column(struct lg_report *page, enum lg_report_sheet sheet, const char *key);
/** The start of a table, and what is around it. */
void lg_report_open_table(struct lg_report *page, enum lg_report_sheet sheet);
void lg_report_close_table(struct lg_report *page);

/** "N more rows stand in tables/NAME.csv" when not all are shown. */
void lg_report_add_more(struct lg_report *page, enum lg_report_sheet sheet, size_t shown,
                        size_t count);

/* --- chart.c: drawings by numbers ---------------------------------------------------- */

struct lg_report_slice {
    const char *rgb;
    const char *name;
    double value; /* > 0 */
};

/** A bar of stacked slices over the whole width. */
void lg_report_add_stack(struct lg_report *page, const struct lg_report_slice *slices,
                         size_t count);
/** A small square of a colour, as legends have. */
void lg_report_add_swatch(struct lg_report *page, const char *rgb);
/** A bar as long as the share of the most. */
void lg_report_add_bar(struct lg_report *page, const char *rgb, double value, double most);

/* A value beside what it is held against; NaN: none. */
struct lg_report_bullet {
    double value, ideal, benchmark;
};
void lg_report_add_bullet(struct lg_report *page, const struct lg_report_bullet *bullet);

#endif
