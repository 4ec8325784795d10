#include "publish/qgis_layers.h"

#include <string.h>

/* Scales 1:N: parcels are told apart up to NEAR, a park fills the screen at about MIDDLE. */
#define NEAR   10000
#define MIDDLE 50000

#define PARCEL_TIP "parcel_id park_name holder area_ha land_state current_use_name far idle_status"
#define IDLE_TIP   "parcel_id holder idle_ha status start_due idle_days cause option1 priority_rank"

const char *const lg_qgis_group_names[LG_QGIS_GROUP_COUNT] = {
    [LG_QGIS_PARKS] = "parks",           [LG_QGIS_QUALITY] = "quality",     [LG_QGIS_IDLE] = "idle",
    [LG_QGIS_CONVERSION] = "conversion", [LG_QGIS_INTENSITY] = "intensity", [LG_QGIS_LAND] = "land",
};

const struct lg_qgis_layer lg_qgis_layers[] = {
    {
        .name = "parks",
        .sheet = "parks",
        .look = LG_QGIS_OUTLINE,
        .group = LG_QGIS_PARKS,
        .themes = LG_QGIS_THEMES_ALL,
        .caption = "coalesce(\"park_name\", \"park_code\")",
        .tip = "park_name park_code scope area_ha idle_ha far score",
    },
    {
        .name = "quality",
        .sheet = "quality",
        .column = "severity",
        .look = LG_QGIS_POINTS,
        .colours = LG_COLOUR_SEVERITY,
        .group = LG_QGIS_QUALITY,
        .themes = LG_QGIS_THEME_QUALITY,
        .caption = "\"code\"",
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
        .tip = "code severity park_code parcel_id other_parcel_id area_m2 width_m",
    },
    {
        .name = "sites",
        .sheet = "sites",
        .look = LG_QGIS_HATCH,
        .group = LG_QGIS_IDLE,
        .tip = "site_id kind area_ha circle_m",
    },
    {
        .name = "idle_spots",
        .sheet = "idle",
        .column = "status",
        .look = LG_QGIS_SPOTS,
        .colours = LG_COLOUR_IDLE_STATUS,
        .group = LG_QGIS_IDLE,
        .themes = LG_QGIS_THEME_IDLE,
        .nearest = MIDDLE,
        .tip = IDLE_TIP,
    },
    {
        .name = "idle",
        .sheet = "idle",
        .column = "status",
        .look = LG_QGIS_CODES,
        .colours = LG_COLOUR_IDLE_STATUS,
        .group = LG_QGIS_IDLE,
        .themes = LG_QGIS_THEME_IDLE,
        .caption = "\"parcel_id\"",
        .caption_far = NEAR,
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
        .caption = "\"parcel_id\"",
        .caption_far = NEAR,
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
        .caption = "\"parcel_id\"",
        .caption_far = NEAR,
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
        .caption = "\"far\"",
        .caption_far = NEAR,
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
        .caption = "\"parcel_id\"",
        .caption_far = NEAR,
        .tip = PARCEL_TIP,
    },
    {
        .name = "land_pale",
        .sheet = "register",
        .column = "land_state",
        .look = LG_QGIS_PALE,
        .colours = LG_COLOUR_LAND_STATE,
        .group = LG_QGIS_LAND,
        .themes = LG_QGIS_THEME_IDLE | LG_QGIS_THEME_CONVERSION | LG_QGIS_THEME_QUALITY,
        .tip = PARCEL_TIP,
    },
};

const size_t lg_qgis_layer_count = sizeof(lg_qgis_layers) / sizeof(lg_qgis_layers[0]);

/* The layer that shows a sheet best, where more than one does. */
static const struct {
    const char *sheet, *layer;
} alone[] = {
    {"register", "land"},
    {"idle", "idle"},
};

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
