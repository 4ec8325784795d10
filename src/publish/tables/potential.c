/*
 * What the parks could still hold, and the published figures beside theirs.
 *
 * Keys: design.md 6; meaning: domain.md 1.8, 1.11 and 6.4.
 */
#include "publish/tables/columns.h"

/* ---- potential ---- */

static const char *const kind_names[LG_POTENTIAL_KIND_COUNT] = {
    [LG_POTENTIAL_EXPANSION] = "expansion",
    [LG_POTENTIAL_EXPANSION_INDUSTRIAL] = "expansion_industrial",
    [LG_POTENTIAL_STRUCTURE] = "structure",
    [LG_POTENTIAL_INTENSITY] = "intensity",
    [LG_POTENTIAL_EXPIRED] = "expired",
    [LG_POTENTIAL_IDLE] = "idle",
    [LG_POTENTIAL_MANAGEMENT] = "management",
};

static const struct lg_potential_row *potential_of(const struct lg_row *row)
{
    return &row->model->results.potentials[row->row];
}

static const char *kind(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return kind_names[potential_of(row)->kind];
}

static const char *potential_indicator(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    size_t indicator = potential_of(row)->indicator;
    if (indicator == SIZE_MAX) return NULL;
    return lg_scheme_indicator(&row->model->rules.scheme, indicator)->code;
}

static double area_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return potential_of(row)->area_ha;
}

static double raw_ha(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return potential_of(row)->raw_ha;
}

static double years_3(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return potential_of(row)->years_3;
}

static double years_5(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return potential_of(row)->years_5;
}

static const char *potential_status(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const char *reason = potential_of(row)->reason;
    return reason == NULL ? "ok" : reason;
}

static const struct lg_sheet_column potential_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("kind", kind),
    TEXT("indicator", potential_indicator),
    NUMBER("area_ha", LG_DECIMALS_HA, area_ha),
    NUMBER("raw_ha", LG_DECIMALS_HA, raw_ha),
    NUMBER("years_3", LG_DECIMALS_RATIO, years_3),
    NUMBER("years_5", LG_DECIMALS_RATIO, years_5),
    TEXT("status", potential_status),
};

static void bind_potential(struct lg_row *row)
{
    row->park = potential_of(row)->park;
}

struct lg_sheet lg_sheet_potential(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "potential",
        .column_count = sizeof(potential_columns) / sizeof(potential_columns[0]),
        .columns = potential_columns,
        .row_count = view->model->results.potential_count,
        .bind = bind_potential,
    };
}

/* ---- benchmarks ---- */

static const struct lg_benchmark_row *benchmark_of(const struct lg_row *row)
{
    return &row->model->results.benchmarks[row->row];
}

static const char *line(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->line;
}

static const char *region(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->region;
}

static double year(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return (double)benchmark_of(row)->benchmark->year;
}

static lg_date data_date(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->data_date;
}

static double benchmark(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->value;
}

static double distance(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->distance;
}

/* Of the published figure; of 0 there is no share. */
static double distance_pct(const struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    const struct lg_benchmark_row *of = benchmark_of(row);
    double whole = of->benchmark->value;
    return whole > 0.0 ? 100.0 * of->distance / whole : LG_NO_NUMBER;
}

static const char *derived(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->is_derived ? "yes" : "no";
}

static const char *source(struct lg_row *row, const struct lg_sheet_column *column)
{
    (void)column;
    return benchmark_of(row)->benchmark->source;
}

static const struct lg_sheet_column benchmarks_columns[] = {
    TEXT("park_code", lg_cell_park_code),
    TEXT("scope", lg_cell_scope),
    TEXT("code", lg_cell_indicator_code),
    TEXT("name", lg_cell_indicator_name),
    TEXT("unit", lg_cell_indicator_unit),
    NUMBER("value", LG_DECIMALS_RATIO, lg_cell_indicator_value),
    TEXT("line", line),
    TEXT("region", region),
    INTEGER("year", year),
    DATE("data_date", data_date),
    NUMBER("benchmark", LG_DECIMALS_RATIO, benchmark),
    NUMBER("distance", LG_DECIMALS_RATIO, distance),
    NUMBER("distance_pct", LG_DECIMALS_PERCENT, distance_pct),
    TEXT("derived", derived),
    TEXT("source", source),
};

static void bind_benchmark(struct lg_row *row)
{
    const struct lg_benchmark_row *of = benchmark_of(row);
    row->park = of->park;
    row->indicator =
        of->park * lg_scheme_indicator_count(&row->model->rules.scheme) + of->indicator;
}

struct lg_sheet lg_sheet_benchmarks(const struct lg_view *view)
{
    return (struct lg_sheet){
        .name = "benchmarks",
        .column_count = sizeof(benchmarks_columns) / sizeof(benchmarks_columns[0]),
        .columns = benchmarks_columns,
        .row_count = view->model->results.benchmark_count,
        .bind = bind_benchmark,
    };
}
