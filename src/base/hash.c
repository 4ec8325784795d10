#include "base/hash.h"

#include <openssl/evp.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { DIGEST_BYTES = 32, READ_BYTES = 64 * 1024 };

static void write_hexadecimal(const unsigned char *digest, char digits[LG_SHA256_TEXT_SIZE])
{
    static const char hexadecimal[] = "0123456789abcdef";
    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        digits[2 * i] = hexadecimal[digest[i] >> 4];
        digits[2 * i + 1] = hexadecimal[digest[i] & 15];
    }
    digits[2 * (size_t)DIGEST_BYTES] = '\0';
}

/* A context ready to be fed; NULL when memory is out. */
static EVP_MD_CTX *new_context(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        return NULL;
    }
    return context;
}

static enum lg_status end_context(EVP_MD_CTX *context, char digits[LG_SHA256_TEXT_SIZE],
                                  struct lg_error *err)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int digest_bytes = 0;
    if (EVP_DigestFinal_ex(context, digest, &digest_bytes) != 1 || digest_bytes != DIGEST_BYTES) {
        return lg_fail(err, LG_NO_MEMORY, "SHA-256: out of memory");
    }
    write_hexadecimal(digest, digits);
    return LG_OK;
}

static enum lg_status feed_file(EVP_MD_CTX *context, int fd, const char *path, uint64_t *size_bytes,
                                struct lg_error *err)
{
    unsigned char bytes[READ_BYTES];
    for (;;) {
        ssize_t count = read(fd, bytes, sizeof(bytes));
        if (count == 0) return LG_OK;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return lg_fail(err, LG_NO_INPUT, "%s: read: %s", path, strerror(errno));
        if (EVP_DigestUpdate(context, bytes, (size_t)count) != 1) {
            return lg_fail(err, LG_NO_MEMORY, "%s: SHA-256: out of memory", path);
        }
        *size_bytes += (uint64_t)count;
    }
}

enum lg_status lg_hash_file(const char *path, char digits[LG_SHA256_TEXT_SIZE],
                            uint64_t *size_bytes, struct lg_error *err)
{
    assert(path != NULL);
    assert(digits != NULL);
    assert(size_bytes != NULL);

    enum lg_status status;
    digits[0] = '\0';
    *size_bytes = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return lg_fail(err, LG_NO_INPUT, "%s: open: %s", path, strerror(errno));

    EVP_MD_CTX *context = new_context();
    if (context == NULL) {
        status = lg_fail(err, LG_NO_MEMORY, "%s: SHA-256: out of memory", path);
        goto done;
    }
    status = feed_file(context, fd, path, size_bytes, err);
    if (status == LG_OK) status = end_context(context, digits, err);

done:
    EVP_MD_CTX_free(context);
    (void)close(fd); /* only read from: nothing can be lost */
    return status;
}

enum lg_status lg_hash_bytes_base64(const void *bytes, size_t size_bytes,
                                    char base64[LG_SHA256_BASE64_SIZE], struct lg_error *err)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int digest_bytes = 0;
    if (EVP_Digest(bytes, size_bytes, digest, &digest_bytes, EVP_sha256(), NULL) != 1 ||
        digest_bytes != DIGEST_BYTES) {
        return lg_fail(err, LG_NO_MEMORY, "SHA-256: out of memory");
    }
    (void)EVP_EncodeBlock((unsigned char *)base64, digest, DIGEST_BYTES);
    return LG_OK;
}
