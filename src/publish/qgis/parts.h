/*
 * The parts of the project beside its layers: tree, themes, layout.
 */
#ifndef LG_PUBLISH_QGIS_PARTS_H
#define LG_PUBLISH_QGIS_PARTS_H

#include "publish/qgis/place.h"
#include "publish/qgis/qgis.h"
#include "publish/qgis/style.h"

enum { LG_QGIS_PATH_SIZE = 96, LG_QGIS_VIEWS_MAX = 32 };

/* A project while it is written. */
struct lg_qgis_project {
    struct lg_xml xml;
    const struct lg_book *book;
    const struct lg_qgis_data *data;
    struct lg_qgis_place place;
    unsigned theme; /* LG_QGIS_THEME_*: the one that is seen at first */
    size_t view_count;
    struct lg_qgis_view views[LG_QGIS_VIEWS_MAX]; /* [view_count] topmost first */
    struct lg_text fields[LG_QGIS_VIEWS_MAX];     /* [view_count] of sheets, made once each */
};

/** The label PREFIX.NAME; the name itself where there is none. */
const char *lg_qgis_say(const struct lg_qgis_project *project, const char *prefix,
                        const char *name);
/** The id of a layer. @param id  [LG_QGIS_PATH_SIZE] out */
const char *lg_qgis_layer_id(char *id, const struct lg_qgis_view *view);
/** What a layer is called in the tree. @param text  emptied, then filled */
const char *lg_qgis_layer_title(const struct lg_qgis_project *project,
                                const struct lg_qgis_view *view, struct lg_text *text);
/** Where its rows are, of files relative to the project. @param text  emptied, then filled */
const char *lg_qgis_layer_path(const struct lg_qgis_project *project,
                               const struct lg_qgis_view *view, struct lg_text *text);
/** By what QGIS reads them. */
const char *lg_qgis_provider(const struct lg_qgis_project *project);

/** Add the title: the given one, else that of the only park, else a general one. */
void lg_qgis_title(const struct lg_qgis_project *project, struct lg_text *text);

/** Choose the layers and the theme that is seen at first. */
void lg_qgis_choose(struct lg_qgis_project *project);

/** The tree of layers. */
void lg_qgis_tree_add(struct lg_qgis_project *project);
/** The themes that have all that they are about. */
void lg_qgis_themes_add(struct lg_qgis_project *project);
/** Add an expression: which themes the layout's map shows, as words. */
void lg_qgis_shown_themes_add(const struct lg_qgis_project *project, struct lg_text *text);
/** The layout to print. */
void lg_qgis_layout_add(struct lg_qgis_project *project);

/* The scales that one can say: these of a power of ten. */
#define LG_QGIS_SCALE_STEPS 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8

/* What a macro stands for, as text for an expression. */
#define LG_QGIS_WRITTEN(...) LG_QGIS_AS_TEXT(__VA_ARGS__)
#define LG_QGIS_AS_TEXT(...) #__VA_ARGS__

/* In an expression: the layout shows one park of the series. */
#define LG_QGIS_IS_SHEET "coalesce(@atlas_pagename, '') <> ''"
/* An expression: the system of a sheet, or of the project. */
extern const char lg_qgis_sheet_system[];

/** The series of sheets, one for each park, in the layout behind its items. */
void lg_qgis_sheets_add(struct lg_qgis_project *project);
/** What the map does on a sheet of the series, in the map's item. */
void lg_qgis_sheet_map_add(struct lg_qgis_project *project);
/** Texts that the layout and its users may name: @landgauge_source ... */
void lg_qgis_variables_add(struct lg_qgis_project *project);

#endif
