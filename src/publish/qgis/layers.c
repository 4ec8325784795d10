#include "publish/qgis/layers.h"

#include <string.h>

/*
 * Scales 1:N. Up to NEAR a parcel has room for a text, up to MIDDLE it is more than a dot; beyond
 * FAR a park is a dot, and beyond FARTHEST nothing but parks can be seen.
 */
#define NEAR     10000
#define MIDDLE   50000
#define FAR      250000
#define FARTHEST 1500000

/* The id, where there is room, above what the map is about. */
#define WITH_ID(TEXT) "if(coalesce(@map_scale, 0) < 2500, \"parcel_id\" || '\\n', '') || " TEXT

#define PARCEL_TIP "parcel_id park_name holder area_ha land_state current_use_name far idle_status"
#define PARK_TIP   "park_name park_code scope area_ha idle_ha idle_rate far score"
#define IDLE_TIP                                                                                   \
    "parcel_id holder idle_ha status confirmed start_due idle_days cause option1 priority_rank"

const char *const lg_qgis_group_names[LG_QGIS_GROUP_COUNT] = {
    [LG_QGIS_PARKS] = "parks",           [LG_QGIS_QUALITY] = "quality",     [LG_QGIS_IDLE] = "idle",
    [LG_QGIS_CONVERSION] = "conversion", [LG_QGIS_INTENSITY] = "intensity", [LG_QGIS_LAND] = "land",
};

const char *const lg_qgis_theme_names[] = {"idle",  "sites",      "clock",      "land",   "far",
                                           "score", "investment", "conversion", "quality"};
const size_t lg_qgis_theme_count = sizeof(lg_qgis_theme_names) / sizeof(lg_qgis_theme_names[0]);

const struct lg_qgis_layer lg_qgis_layers[] = {
    {
        .name = "parks",
        .sheet = "parks",
        .look = LG_QGIS_OUTLINE,
        .group = LG_QGIS_PARKS,
        .themes = LG_QGIS_THEMES_ALL,
        .caption = "coalesce(\"park_name\", \"park_code\")",
        .spot_from = FAR,
        .tip = PARK_TIP,
    },
    {
        .name = "park_idle",
        .sheet = "parks",
        .column = "idle_ha",
        .look = LG_QGIS_SIZES,
        .colours = LG_COLOUR_IDLE_STATUS,
        .group = LG_QGIS_PARKS,
        .themes = LG_QGIS_THEME_IDLE,
        .caption = "if(\"idle_ha\" > 0, round(\"idle_ha\", 1) || ' {ha}', NULL)",
        .nearest = FAR,
        .tip = PARK_TIP,
    },
    {
        .name = "quality",
        .sheet = "quality",
        .column = "severity",
        .look = LG_QGIS_POINTS,
        .colours = LG_COLOUR_SEVERITY,
        .group = LG_QGIS_QUALITY,
        .themes = LG_QGIS_THEME_QUALITY,
        .subject = LG_QGIS_THEME_QUALITY,
        .caption = "represent_value(\"code\")",
        .caption_far = NEAR,
        .tip = "code severity parcel_id message",
    },
    {
        .name = "quality_areas",
        .sheet = "quality_areas",
        .column = "severity",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_SEVERITY,
        .group = LG_QGIS_QUALITY,
        .themes = LG_QGIS_THEME_QUALITY,
        .spot_from = 5000,
        .tip = "code severity park_code parcel_id other_parcel_id area_m2 width_m",
    },
    {
        .name = "sites",
        .sheet = "sites",
        .column = "area_ha",
        .look = LG_QGIS_CLASSES,
        .colours = LG_COLOUR_INTENSITY,
        .group = LG_QGIS_IDLE,
        .themes = LG_QGIS_THEME_SITES,
        .subject = LG_QGIS_THEME_SITES,
        .caption = "round(\"area_ha\", 2) || ' {ha}'",
        .caption_far = MIDDLE,
        .spot_from = MIDDLE,
        .farthest = FARTHEST,
        .tip = "site_id site_kind area_ha idle_ha suppliable_ha circle_m parcels holders "
               "planned_use_name",
    },
    {
        .name = "idle",
        .sheet = "idle",
        .column = "status",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_IDLE_STATUS,
        .group = LG_QGIS_IDLE,
        .themes = LG_QGIS_THEME_IDLE,
        .subject = LG_QGIS_THEME_IDLE,
        .caption_far = NEAR,
        .caption = WITH_ID("round(\"idle_ha\", 2) || ' {ha}'"),
        .spot_from = MIDDLE,
        .farthest = FARTHEST,
        .tip = IDLE_TIP,
    },
    {
        .name = "clock",
        .sheet = "register",
        .column = "idle_status",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_IDLE_STATUS,
        .group = LG_QGIS_IDLE,
        .themes = LG_QGIS_THEME_CLOCK,
        .subject = LG_QGIS_THEME_CLOCK,
        .caption = WITH_ID("represent_value(\"idle_status\")"),
        .caption_far = 5000,
        .farthest = FARTHEST,
        .tip = PARCEL_TIP,
    },
    {
        .name = "conversion",
        .sheet = "conversion",
        .column = "result",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_CONVERSION,
        .group = LG_QGIS_CONVERSION,
        .themes = LG_QGIS_THEME_CONVERSION,
        .subject = LG_QGIS_THEME_CONVERSION,
        .spot_from = MIDDLE,
        .farthest = FARTHEST,
        .caption = WITH_ID("represent_value(\"result\")"),
        .caption_far = 5000,
        .tip = "parcel_id area_ha approved_use_name current_use_name planned_use_name result step",
    },
    {
        .name = "far",
        .sheet = "register",
        .column = "far",
        .look = LG_QGIS_CLASSES,
        .colours = LG_COLOUR_INTENSITY,
        .group = LG_QGIS_INTENSITY,
        .themes = LG_QGIS_THEME_FAR,
        .subject = LG_QGIS_THEME_FAR,
        .caption_far = 5000,
        .caption = WITH_ID("round(\"far\", 2)"),
        .farthest = FARTHEST,
        .tip = PARCEL_TIP,
    },
    {
        .name = "score",
        .sheet = "parks",
        .column = "score",
        .look = LG_QGIS_CLASSES,
        .colours = LG_COLOUR_INTENSITY,
        .group = LG_QGIS_INTENSITY,
        .themes = LG_QGIS_THEME_SCORE,
        .subject = LG_QGIS_THEME_SCORE,
        .caption = "round(\"score\", 1)",
        .spot_from = FAR,
        .tip = "park_name score far investment_per_ha tax_per_ha",
    },
    {
        .name = "investment",
        .sheet = "parks",
        .column = "investment_per_ha",
        .look = LG_QGIS_CLASSES,
        .colours = LG_COLOUR_INTENSITY,
        .group = LG_QGIS_INTENSITY,
        .themes = LG_QGIS_THEME_INVESTMENT,
        .subject = LG_QGIS_THEME_INVESTMENT,
        .caption = "round(\"investment_per_ha\", 0)",
        .spot_from = FAR,
        .tip = "park_name score far investment_per_ha tax_per_ha",
    },
    {
        .name = "land",
        .sheet = "register",
        .column = "land_state",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_LAND_STATE,
        .group = LG_QGIS_LAND,
        .themes = LG_QGIS_THEME_LAND,
        .subject = LG_QGIS_THEME_LAND,
        .caption_far = 5000,
        .caption = WITH_ID("\"land_state\""),
        .farthest = FARTHEST,
        .tip = PARCEL_TIP,
    },
    {
        .name = "land_pale",
        .sheet = "register",
        .column = "land_state",
        .look = LG_QGIS_PALE,
        .colours = LG_COLOUR_LAND_STATE,
        .group = LG_QGIS_LAND,
        .themes = LG_QGIS_THEME_IDLE | LG_QGIS_THEME_SITES | LG_QGIS_THEME_CONVERSION |
                  LG_QGIS_THEME_QUALITY,
        .farthest = FARTHEST,
        .tip = PARCEL_TIP,
    },
};

const size_t lg_qgis_layer_count = sizeof(lg_qgis_layers) / sizeof(lg_qgis_layers[0]);

/* The layer that shows a sheet best, where more than one does. */
static const struct {
    const char *sheet, *layer;
} alone[] = {
    {"parks", "parks"},
    {"register", "land"},
    {"idle", "idle"},
};

bool lg_qgis_is_graduated(const struct lg_qgis_layer *layer)
{
    return layer->look == LG_QGIS_CLASSES || layer->look == LG_QGIS_SIZES;
}

const struct lg_qgis_layer *lg_qgis_layer_of_sheet(const char *sheet)
{
    const char *name = NULL;
    for (size_t i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
        if (strcmp(alone[i].sheet, sheet) == 0) name = alone[i].layer;
    }
    for (size_t i = 0; i < lg_qgis_layer_count; i++) {
        const struct lg_qgis_layer *layer = &lg_qgis_layers[i];
        bool is_wanted = name == NULL || strcmp(layer->name, name) == 0;
        if (is_wanted && strcmp(layer->sheet, sheet) == 0) return layer;
    }
    return NULL;
}
