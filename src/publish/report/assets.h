/*
 * Scripts and style sheets that the report holds, put in when the program is built.
 */
#ifndef LG_PUBLISH_REPORT_ASSETS_H
#define LG_PUBLISH_REPORT_ASSETS_H

struct lg_report_asset {
    const char *name;
    const char *text;
};

/*
 * "leaflet_script" and "leaflet_style" (Leaflet, BSD-2-Clause, from libjs-leaflet or npm, without
 * the addresses of images), "map_script" and "map_style" (src/data/report/). The scripts stand in
 * this order, Leaflet first. Ends with a NULL name.
 */
extern const struct lg_report_asset lg_report_assets[];

#endif
