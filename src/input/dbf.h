/*
 * A dBase table as stored: bytes, not yet texts. Every length in the file is checked.
 *
 * OGR shows a table only after decoding, turns junk numbers into 0 and overflow into null; what
 * was written is needed to say what is wrong.
 */
#ifndef LG_INPUT_DBF_H
#define LG_INPUT_DBF_H

#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lg_dbf_field {
    char name[12]; /* as stored, terminated */
    size_t name_size;
    char type; /* C N F D L M ... */
    size_t offset, width;
    uint8_t decimals; /* as stored, whatever it means to the type */
};

struct lg_dbf; /* one thread at a time */

/**
 * Open a table and read its header.
 *
 * @param path  as VSI takes it
 * @param name  what messages call the file
 * @param dbf   out: close with lg_dbf_close(); NULL on failure
 * @return LG_OK; LG_NO_INPUT; LG_BAD_INPUT (no dBase table, damaged, cut); LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_dbf_open(const char *path, const char *name, struct lg_dbf **dbf,
                                        struct lg_error *err);
/** NULL is allowed. */
void lg_dbf_close(struct lg_dbf *dbf);

size_t lg_dbf_record_count(const struct lg_dbf *dbf);
/** Byte 29 of the header: the language driver. */
uint8_t lg_dbf_language(const struct lg_dbf *dbf);
/** [*count] fields, without the hidden ones of type '0'. */
const struct lg_dbf_field *lg_dbf_fields(const struct lg_dbf *dbf, size_t *count);

/**
 * One record: its deletion mark and its fields at their offsets.
 *
 * @param record  below lg_dbf_record_count()
 * @param bytes   out: valid until the next call
 * @return LG_OK; LG_BAD_INPUT when the file cannot be read there
 */
LG_NODISCARD enum lg_status lg_dbf_record(struct lg_dbf *dbf, size_t record, const char **bytes,
                                          struct lg_error *err);

/** The value of a field in a record without padding (blanks behind and before, zero bytes). */
const char *lg_dbf_value(const struct lg_dbf_field *field, const char *record, size_t *length);

#endif
