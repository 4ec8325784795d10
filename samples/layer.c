/*
 * What both samples write with: shapefiles in GBK with a code page, tables as text, the same bytes
 * each time.
 */
#include "samples/sample.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogr_srs_api.h>

#include <math.h>
#include <string.h>

void fail(struct sample *sample, const char *what, const char *why)
{
    if (!sample->failed) (void)fprintf(stderr, "generate: error: %s: %s\n", what, why);
    sample->failed = true;
}

void set_text(struct sample *sample, OGRFeatureH feature, const char *name, const char *value)
{
    int field = OGR_F_GetFieldIndex(feature, name);
    if (field < 0) fail(sample, name, "the layer has no such field");
    if (field >= 0 && value != NULL) OGR_F_SetFieldString(feature, field, value);
}

void set_number(struct sample *sample, OGRFeatureH feature, const char *name, double value)
{
    int field = OGR_F_GetFieldIndex(feature, name);
    if (field < 0) fail(sample, name, "the layer has no such field");
    if (field >= 0 && !isnan(value)) OGR_F_SetFieldDouble(feature, field, value);
}

void set_years(struct sample *sample, OGRFeatureH feature, const char *name,
               const double values[SUPPLY_YEARS])
{
    for (int year = 0; year < SUPPLY_YEARS; year++) {
        char field[TEXT_SIZE];
        (void)snprintf(field, TEXT_SIZE, "%s%d", name, year + 1);
        set_number(sample, feature, field, values[year]);
    }
}

void put(struct sample *sample, OGRLayerH layer, OGRFeatureH feature, OGRGeometryH shape)
{
    if (OGR_F_SetGeometryDirectly(feature, shape) != OGRERR_NONE ||
        OGR_L_CreateFeature(layer, feature) != OGRERR_NONE) {
        fail(sample, OGR_L_GetName(layer), CPLGetLastErrorMsg());
    }
    OGR_F_Destroy(feature);
}

double to_cents(double value)
{
    return round(value * 100) / 100;
}

void name_firm(unsigned number, char text[TEXT_SIZE])
{
    static const char *const words[] = {"高原", "雪莲", "青稞", "吉祥", "白云", "圣湖",
                                        "格桑", "晨光", "牧歌", "星辰", "云杉"};
    static const char *const trades[] = {"食品", "建材", "藏药", "机械",  "新能源",
                                         "物流", "纺织", "包装", "矿泉水"};
    (void)snprintf(text, TEXT_SIZE, "虚构%s%s有限公司", words[number % 11], trades[number % 9]);
}

static void join(char *path, size_t size, const char *folder, const char *name)
{
    (void)snprintf(path, size, "%s/%s", folder, name);
}

/* What an earlier run wrote: GDAL would take the folder for a data set that has the layers. */
static void remove_layers(const char *folder, const char *const *names, size_t count)
{
    static const char *const suffixes[] = {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    char path[1024], file[TEXT_SIZE];
    for (size_t layer = 0; layer < count; layer++) {
        for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
            (void)snprintf(file, sizeof(file), "%s%s", names[layer], suffixes[i]);
            join(path, sizeof(path), folder, file);
            (void)VSIUnlink(path);
        }
    }
}

void open_set(struct sample *sample, const char *folder, const char *const *names, size_t count)
{
    GDALAllRegister();
    GDALDriverH driver = GDALGetDriverByName("ESRI Shapefile");
    (void)VSIMkdirRecursive(folder, 0755);
    remove_layers(folder, names, count);
    sample->set = GDALCreate(driver, folder, 0, 0, 0, GDT_Unknown, NULL);
    if (sample->set == NULL) fail(sample, folder, CPLGetLastErrorMsg());
}

OGRLayerH open_layer(struct sample *sample, const char *name, int epsg, const struct field *fields)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    char **options = CSLSetNameValue(NULL, "ENCODING", "LDID/77"); /* code page 936 */
    options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", "2026-06-30");
    OGRLayerH layer = NULL;
    if (OSRImportFromEPSG(crs, epsg) == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
        layer = GDALDatasetCreateLayer(sample->set, name, crs, wkbPolygon, options);
    }
    CSLDestroy(options);
    OSRDestroySpatialReference(crs);
    if (layer == NULL) {
        fail(sample, name, CPLGetLastErrorMsg());
        return NULL;
    }
    for (const struct field *field = fields; field->name != NULL; field++) {
        OGRFieldDefnH definition = OGR_Fld_Create(field->name, field->type);
        OGR_Fld_SetWidth(definition, field->width);
        OGR_Fld_SetPrecision(definition, field->decimals);
        if (OGR_L_CreateField(layer, definition, FALSE) != OGRERR_NONE) {
            fail(sample, field->name, CPLGetLastErrorMsg());
        }
        OGR_Fld_Destroy(definition);
    }
    return layer;
}

FILE *open_table(struct sample *sample, const char *folder, const char *name, const char *heading)
{
    char path[1024];
    join(path, sizeof(path), folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(heading, file) == EOF) fail(sample, path, "cannot be written");
    return file;
}

void close_table(struct sample *sample, FILE *file, const char *name)
{
    if (file == NULL) return;
    bool is_bad = ferror(file) != 0;
    if (fclose(file) != 0 || is_bad) fail(sample, name, "could not be written whole");
}

void close_set(struct sample *sample, const char *folder, const char *const *names, size_t count)
{
    if (sample->set == NULL) return;
    CPLErrorReset();
    GDALClose(sample->set);
    if (CPLGetLastErrorType() >= CE_Failure) fail(sample, folder, CPLGetLastErrorMsg());
    /* GDAL writes the code page into the table's head alone; other programs look for the file. */
    for (size_t i = 0; i < count; i++) {
        char name[TEXT_SIZE];
        (void)snprintf(name, sizeof(name), "%s.cpg", names[i]);
        FILE *file = open_table(sample, folder, name, "GBK\n");
        close_table(sample, file, name);
    }
}
