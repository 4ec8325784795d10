/*
 * What a run is asked to do: layers, tables, rules, date, output. Read from the YAML project file,
 * then overridden by the command line.
 */
#ifndef LANDGAUGE_PROJECT_H
#define LANDGAUGE_PROJECT_H

#include "landgauge/date.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

/* One "key: value" line of fields:, units: or codes:. */
struct lg_pair {
    const char *key;
    const char *value;
};

struct lg_pairs {
    size_t count;
    struct lg_pair *items; /* [count] */
};

/* A bureau's own codes for one role. */
struct lg_value_map {
    const char *role;
    struct lg_pairs codes; /* theirs to ours */
};

/* A layer or a table to read; every text is NULL where the user said nothing. */
struct lg_layer {
    const char *path; /* as OGR takes it, F@layer allowed; absolute, or relative to the caller */
    const char *encoding;
    const char *crs; /* EPSG:4547, WKT or a PROJ string */
    const char *where;
    const char *key;             /* tables: the role that joins them to the parcels */
    struct lg_pairs fields;      /* role to field name */
    struct lg_pairs units;       /* role to unit name */
    struct lg_pairs codes;       /* role to code system */
    struct lg_value_map *values; /* [value_count] */
    size_t value_count;
};

struct lg_layers {
    size_t count;
    struct lg_layer *items; /* [count] */
};

/* A layer that keeps land from being built or supplied; its files are in lg_constraint_layers. */
struct lg_constraint_rule {
    const char *name;
    const char *state;  /* "C1", "C2", "C3": what unbuilt land under it counts as; NULL: as it is */
    bool forbids;       /* effect: forbid; else flag */
    bool binds_outside; /* the land outside of its polygons is bound */
};

/* All constraints in the order of their first mention, and the files of all of them. */
struct lg_constraint_layers {
    size_t count;
    struct lg_constraint_rule *items; /* [count] no two of one name */
    struct lg_layers layers;
    size_t *owners; /* [layers.count] position in items of the constraint that a file is of */
};

/* Values from first to last, both included. */
struct lg_value_range {
    double first, last;
};

/* A raster of what is built-up. */
struct lg_evidence {
    const char *path; /* as GDAL takes it; NULL: no raster */
    const char *crs;  /* NULL: the raster's own */
    size_t band;      /* from 1 on; 0: not said, the first */
    size_t built_count;
    struct lg_value_range *built; /* [built_count] cell values that mean built-up */
};

enum lg_area_basis { LG_AREA_MEASURED, LG_AREA_RECORDED };
enum lg_repair { LG_REPAIR_STRUCTURE, LG_REPAIR_LINEWORK };
enum lg_overlaps { LG_OVERLAPS_ONCE, LG_OVERLAPS_KEEP };
enum lg_language { LG_CHINESE, LG_ENGLISH };
enum lg_fail_on { LG_FAIL_NEVER, LG_FAIL_WARNING, LG_FAIL_ERROR };
enum lg_progress { LG_PROGRESS_AUTO, LG_PROGRESS_ALWAYS, LG_PROGRESS_NEVER };

/* Bits of lg_project.formats; their names in this order are lg_format_names. */
enum lg_formats {
    LG_FORMAT_GEOJSON = 1,
    LG_FORMAT_CSV = 2,
    LG_FORMAT_ICS = 4,     /* the deadlines as a calendar, RFC 5545 */
    LG_FORMAT_GPKG = 8,    /* one GeoPackage with every layer and table */
    LG_FORMAT_QGIS = 16,   /* a QGIS project, and a style beside each GeoJSON */
    LG_FORMAT_XLSX = 32,   /* a workbook */
    LG_FORMAT_REPORT = 64, /* a page with maps and tables */
    LG_FORMATS_ALL = 127,
    LG_FORMATS_DEFAULT = LG_FORMATS_ALL,
    LG_FORMATS_CHECK_DEFAULT = LG_FORMAT_GEOJSON | LG_FORMAT_CSV
};

/** "geojson", "csv" ...; ends with NULL. */
LG_PUBLIC extern const char *const lg_format_names[];

/** Whether formats can stand together: a QGIS project needs layers beside it, gpkg or geojson. */
LG_PUBLIC bool lg_formats_fit(unsigned formats);

/* Overrides of the rule set's tolerances; NaN where the user said nothing. */
struct lg_tolerances {
    double sliver_m2;    /* a smaller piece is not split off ... */
    double sliver_share; /* ... nor one with a smaller share of its parcel; the smaller counts */
    double area_ratio;   /* recorded against measured: a larger relative difference is a finding */
    double area_m2;      /* ... and larger than this */
    double closure;      /* identities: relative */
};

/* One project. All texts and arrays belong to it; free with lg_project_free(). */
struct lg_project {
    const char *title;
    lg_date as_of; /* LG_DATE_NONE: today */
    size_t rules_count;
    const char **rules; /* [rules_count] built-in names or paths, later ones override */
    enum lg_area_basis area;
    enum lg_repair repair;
    enum lg_overlaps overlaps;
    struct lg_tolerances tolerances;
    struct lg_layers parks;
    struct lg_layers parcels;
    struct lg_layers buildings; /* none or one */
    struct lg_layers plan;
    struct lg_constraint_layers constraints;
    struct lg_layers enterprises; /* none or one */
    struct lg_layers supply;      /* none or one */
    struct lg_evidence evidence;  /* no path: none */
    const char *output_dir;       /* a folder, or a database, "PG:..."; NULL: not given */
    const char *publish;          /* a database beside the folder, "PG:..."; NULL: none */
    const char *previous_dir;     /* result folder of the run before; NULL: none */
    unsigned formats;             /* LG_FORMAT_* */
    enum lg_language language;
    bool language_given; /* false: the language is a default that the caller may replace */
    bool formats_given;  /* false: a check writes LG_FORMATS_CHECK_DEFAULT instead */
    bool mask_holders;   /* numbers in place of the names of holders, in every output */
    bool field_sheets;   /* the report holds a sheet to fill in for each suspected parcel */
    bool sensitivity;    /* move weights and ideals, and see what becomes of scores and ranks */
    void *memory;        /* private: what everything above lives in */
};

/** A project with the defaults and no layers. @return LG_OK; LG_NO_MEMORY */
LG_PUBLIC LG_NODISCARD enum lg_status lg_project_new(struct lg_project **project,
                                                     struct lg_error *err);

/**
 * Read a project file, strictly: an unknown key is an error with line and column.
 *
 * Paths in the result are joined to the file's own folder.
 *
 * @param path     YAML file
 * @param project  out: owned by the caller; NULL on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_PROJECT; LG_NO_MEMORY
 * @source design.md 4
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_project_read(const char *path, struct lg_project **project,
                                                      struct lg_error *err);

/** Free a project; NULL is allowed. */
LG_PUBLIC void lg_project_free(struct lg_project *project);

/**
 * Add a layer given as F or F@layer to a list of the project (its path is copied).
 *
 * @param layers  &project->parks, &project->parcels, ...
 * @return LG_OK; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_project_add_layer(struct lg_project *project,
                                                           struct lg_layers *layers,
                                                           const char *path, struct lg_error *err);

/**
 * Add a file to the constraint of that name, or to a new one.
 *
 * @param rule   its texts are copied
 * @param layer  its path is copied, its other texts live as long as the project
 * @return LG_OK; LG_BAD_PROJECT when the constraint is there with other settings; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_project_add_constraint(
    struct lg_project *project, const struct lg_constraint_rule *rule, const struct lg_layer *layer,
    struct lg_error *err);

/**
 * Put the constraint files of a command line in the place of those that the project has.
 *
 * A constraint that is named keeps its settings, its place in the order and the encoding, CRS and
 * filter of its first file; a name that the project does not have is new, with the effect flag;
 * constraints that are not named stay.
 *
 * @param words  [count] "NAME=F"; a name may repeat
 * @return LG_OK; LG_USAGE when a word has no name or no file; LG_NO_MEMORY
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_project_replace_constraints(struct lg_project *project,
                                                                     const char *const *words,
                                                                     size_t count,
                                                                     struct lg_error *err);

/** A copy of a text that lives as long as the project; NULL when memory is out. */
LG_PUBLIC const char *lg_project_keep(struct lg_project *project, const char *text);

#endif
