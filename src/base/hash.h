/*
 * SHA-256: of files for the run log, of bytes for the policy of a page.
 */
#ifndef LG_BASE_HASH_H
#define LG_BASE_HASH_H

#include "landgauge/status.h"

#include <stddef.h>
#include <stdint.h>

#define LG_SHA256_TEXT_SIZE   65 /* 64 hexadecimal digits and the terminator */
#define LG_SHA256_BASE64_SIZE 45 /* 44 characters and the terminator */

/**
 * Hash a file.
 *
 * @param path        file to read
 * @param digits      out: lower-case hexadecimal
 * @param size_bytes  out: size of the file
 * @return LG_OK; LG_NO_INPUT; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_hash_file(const char *path, char digits[LG_SHA256_TEXT_SIZE],
                                         uint64_t *size_bytes, struct lg_error *err);

/**
 * Hash bytes.
 * @param base64  out: with the padding, as a content security policy has it
 * @return LG_OK; LG_NO_MEMORY
 */
LG_NODISCARD enum lg_status lg_hash_bytes_base64(const void *bytes, size_t size_bytes,
                                                 char base64[LG_SHA256_BASE64_SIZE],
                                                 struct lg_error *err);

#endif
