/*
 * The documents of a result made again from its own files.
 */
#ifndef LANDGAUGE_REPORT_H
#define LANDGAUGE_REPORT_H

#include "landgauge/run.h"

struct lg_report_options {
    const char *output_dir; /* NULL: the result itself is renewed */
    size_t thread_count;    /* 0: all cores */
    int language;           /* enum lg_language; -1: that of the result */
    unsigned formats;       /* LG_FORMAT_*; 0: those of the result, of another folder all */
    bool mask_holders;      /* numbers in place of the names of holders; needs output_dir */
    bool field_sheets;      /* the report holds a sheet to fill in for each suspected parcel */
};

/**
 * Write the documents of a result folder again: in another language, in other formats, or without
 * the names of holders.
 *
 * Reads run.json, tables/ and the layers of the folder and nothing else; no stage is run again.
 * What the folder has of other files is taken over where the result itself is renewed.
 *
 * @param folder   of a result: the -o of a run, a check or of this
 * @param options  what to write, and where to
 * @param hooks    NULL when nobody watches
 * @param text     out: closing lines for a person, owned by the caller, free(); NULL on failure
 * @return LG_OK; LG_USAGE (masked output over the result itself, a database); LG_NO_INPUT (no such
 *         folder, a table or a layer that the formats need and the run did not write);
 *         LG_BAD_INPUT (no result, a table that is broken or of another version); LG_NO_OUTPUT;
 *         LG_WRITE; LG_BUSY; LG_STOPPED; LG_NO_MEMORY; LG_INTERNAL. On any but LG_OK the output
 *         folder is as before.
 */
LG_PUBLIC LG_NODISCARD enum lg_status lg_report(const char *folder,
                                                const struct lg_report_options *options,
                                                const struct lg_hooks *hooks, char **text,
                                                struct lg_error *err);

#endif
