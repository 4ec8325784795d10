/*
 * Which encoding a table's texts are in, with the reason, and the way from there to UTF-8.
 */
#ifndef LG_INPUT_ENCODING_H
#define LG_INPUT_ENCODING_H

#include "base/text.h"
#include "input/dbf.h"
#include "landgauge/status.h"

#include <stdbool.h>
#include <stddef.h>

#define LG_ENCODING_NAME_SIZE  40
#define LG_CENSUS_EXAMPLE_SIZE 60

/* What the raw bytes of many values look like. Zero-initialise, then count. */
struct lg_text_census {
    size_t value_count; /* values that are not empty */
    size_t high_count;  /* values with a byte above 0x7F */
    size_t utf8_bad;    /* of them, those that are not UTF-8 */
    size_t gb_bad;      /* of them, those that are not GB18030 */
    size_t gb_usual;    /* of them, those with a pair of GB2312, as nearly all Chinese text has */
    size_t cut_count;   /* of them, those cut inside their last character */
    size_t example_size;
    char example[LG_CENSUS_EXAMPLE_SIZE]; /* one of them as stored, its end cut; to be shown */
};

/**
 * Count a value.
 * @param fills_field  the value reaches to the end of its field: a cut last character is expected
 */
void lg_census_add(struct lg_text_census *census, const char *bytes, size_t length,
                   bool fills_field);

/**
 * Count field names and text values of a table: all of them while only ASCII is seen, else those
 * of the first 8 MiB.
 * @return LG_OK; LG_BAD_INPUT
 */
LG_NODISCARD enum lg_status lg_census_dbf(struct lg_dbf *dbf, struct lg_text_census *census,
                                          struct lg_error *err);

/* What there is to decide by. */
struct lg_encoding_facts {
    const char *file;     /* what messages call the layer's file */
    const char *key;      /* "layers.parcels": where encoding: may be given */
    const char *declared; /* the user's encoding:, NULL */
    const char *cpg;      /* content of the .cpg, NULL when there is none */
    int language;         /* byte 29 of the .dbf, -1 where there is none */
    struct lg_text_census census;
};

struct lg_encoding {
    char name[LG_ENCODING_NAME_SIZE]; /* as iconv takes it */
    char why[360];
    bool doubtful; /* the reason is worth a finding: a declaration was overruled or ignored */
    struct lg_text_census census; /* what the decision rests on */
};

/**
 * Decide: the user's word, else .cpg, else language driver, else what the bytes are; a file's own
 * declaration that its bytes contradict is overruled. Up to one broken text in ten contradicts
 * nothing: each is a finding when it is read. Undeclared bytes that could be GB18030 are taken for
 * it; when not one of them is a pair of GB2312, that is doubtful.
 *
 * @return LG_OK; LG_BAD_INPUT when the user's word does not fit or nothing does
 * @source domain.md 4.2; GB2312 and EUC-CN are read as GB18030, which contains them
 */
LG_NODISCARD enum lg_status lg_encoding_decide(const struct lg_encoding_facts *facts,
                                               struct lg_encoding *encoding, struct lg_error *err);

/** The name iconv knows a .cpg or a user's word by. @return false when it is none. */
bool lg_encoding_name(const char *word, char name[LG_ENCODING_NAME_SIZE]);

struct lg_decoder; /* one thread at a time */

/** @return LG_OK; LG_BAD_INPUT for an encoding that iconv does not have; LG_NO_MEMORY */
LG_NODISCARD enum lg_status lg_decoder_open(const char *name, struct lg_decoder **decoder,
                                            struct lg_error *err);
void lg_decoder_close(struct lg_decoder *decoder);

enum lg_decoding { LG_DECODED, LG_DECODED_CUT, LG_DECODED_BROKEN };

/**
 * Append a value as UTF-8. Half a character at the end is dropped (LG_DECODED_CUT), any other
 * byte that is no character becomes U+FFFD (LG_DECODED_BROKEN).
 */
enum lg_decoding lg_decode(struct lg_decoder *decoder, const char *bytes, size_t length,
                           struct lg_text *text);

#endif
