/*
 * In which encoding a zip's member names are: archives made by Chinese Windows do not say.
 */
#include "base/text.h"
#include "input/path.h"

#include <cpl_vsi.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAIL_BYTES = 22 + 65535, /* the end record and the longest comment */
    ENTRY_BYTES = 46,
    DIRECTORY_BYTES_MAX = 16 << 20,
    FLAG_UTF8 = 0x800,
};

static size_t read_le(const uint8_t *bytes, size_t count)
{
    size_t value = 0;
    for (size_t i = count; i > 0; i--) {
        value = value << 8 | bytes[i - 1];
    }
    return value;
}

static uint8_t *read_part(VSILFILE *file, vsi_l_offset at, size_t size)
{
    uint8_t *bytes = malloc(size + 1);
    if (bytes == NULL) return NULL;
    if (VSIFSeekL(file, at, SEEK_SET) == 0 && VSIFReadL(bytes, 1, size, file) == size) {
        return bytes;
    }
    free(bytes);
    return NULL;
}

/* The central directory, found from the end record; NULL when there is none. */
static uint8_t *read_directory(VSILFILE *file, size_t *size)
{
    if (VSIFSeekL(file, 0, SEEK_END) != 0) return NULL;
    vsi_l_offset whole = VSIFTellL(file);
    size_t tail_size = whole < TAIL_BYTES ? (size_t)whole : (size_t)TAIL_BYTES;
    uint8_t *tail = read_part(file, whole - tail_size, tail_size);
    uint8_t *directory = NULL;
    for (size_t at = tail == NULL || tail_size < 22 ? 0 : tail_size - 21; at > 0; at--) {
        const uint8_t *end = tail + at - 1;
        if (memcmp(end, "PK\5\6", 4) != 0) continue;
        *size = read_le(end + 12, 4);
        vsi_l_offset start = read_le(end + 16, 4);
        if (*size <= DIRECTORY_BYTES_MAX && start + *size <= whole) {
            directory = read_part(file, start, *size);
        }
        break;
    }
    free(tail);
    return directory;
}

static const char *judge_names(const uint8_t *directory, size_t size)
{
    const char *encoding = NULL;
    size_t at = 0;
    while (at + ENTRY_BYTES <= size && memcmp(directory + at, "PK\1\2", 4) == 0) {
        const uint8_t *entry = directory + at;
        size_t name_size = read_le(entry + 28, 2);
        size_t next =
            at + ENTRY_BYTES + name_size + read_le(entry + 30, 2) + read_le(entry + 32, 2);
        if (next > size) break;
        const char *name = (const char *)entry + ENTRY_BYTES;
        bool is_ascii = true;
        for (size_t i = 0; i < name_size; i++) {
            is_ascii = is_ascii && (unsigned char)name[i] < 0x80;
        }
        bool is_said = (read_le(entry + 8, 2) & FLAG_UTF8) != 0;
        if (!is_ascii && !is_said) {
            if (!lg_utf8_valid(name, name_size)) return "CP936";
            encoding = "UTF-8";
        }
        at = next;
    }
    return encoding;
}

const char *lg_zip_name_encoding(const char *path)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) return NULL;
    size_t size = 0;
    uint8_t *directory = read_directory(file, &size);
    (void)VSIFCloseL(file);
    const char *encoding = directory == NULL ? NULL : judge_names(directory, size);
    free(directory);
    return encoding;
}
