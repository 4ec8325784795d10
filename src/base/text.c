#include "base/text.h"

#include <assert.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_BYTES_MIN = 64 };

/* Bring the capacity to size more bytes and the terminator. */
static bool grow(struct lg_text *text, size_t size)
{
    if (size >= SIZE_MAX - text->size) {
        text->failed = true;
        return false;
    }
    size_t needed = text->size + size + 1;
    size_t capacity = text->capacity < CAPACITY_BYTES_MIN ? CAPACITY_BYTES_MIN : text->capacity;
    while (capacity < needed) {
        capacity = capacity > SIZE_MAX / 2 ? needed : 2 * capacity;
    }
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

/* Whether there is room for size more bytes and the terminator; makes it where need be. */
static inline bool has_room(struct lg_text *text, size_t size)
{
    if (text->failed) return false;
    return size < text->capacity - text->size || grow(text, size);
}

void lg_text_add(struct lg_text *text, const char *bytes, size_t size)
{
    assert(text != NULL);
    assert(bytes != NULL || size == 0);

    if (size == 0 || !has_room(text, size)) return;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void lg_text_add_text(struct lg_text *text, const char *terminated)
{
    assert(terminated != NULL);

    lg_text_add(text, terminated, strlen(terminated));
}

void lg_text_add_short(struct lg_text *text, const char *terminated, size_t character_count)
{
    size_t size = lg_utf8_first(terminated, character_count);
    lg_text_add(text, terminated, size);
    if (terminated[size] != '\0') lg_text_add_text(text, "\xE2\x80\xA6");
}

void lg_text_add_char(struct lg_text *text, char byte)
{
    assert(text != NULL);

    if (!has_room(text, 1)) return;
    text->bytes[text->size++] = byte;
    text->bytes[text->size] = '\0';
}

void lg_text_printf(struct lg_text *text, const char *layout, ...)
{
    assert(text != NULL);
    assert(layout != NULL);

    /* GDAL and its drivers may set a locale with a decimal comma; the C locale costs nothing. */
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) {
        text->failed = true;
        return;
    }
    locale_t before = uselocale(c_locale);
    va_list values;
    va_start(values, layout);
    va_list again;
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, layout, values);
    if (size < 0) {
        text->failed = true;
    } else if (has_room(text, (size_t)size)) {
        (void)vsnprintf(text->bytes + text->size, (size_t)size + 1, layout, again);
        text->size += (size_t)size;
    }
    va_end(again);
    va_end(values);
    (void)uselocale(before);
    freelocale(c_locale);
}

char *lg_text_room(struct lg_text *text, size_t size)
{
    assert(text != NULL);

    if (!has_room(text, size)) return NULL;
    /* Whatever is written there without a zero byte is terminated so. */
    memset(text->bytes + text->size, 0, size + 1);
    return text->bytes + text->size;
}

void lg_text_cut(struct lg_text *text, size_t size)
{
    assert(text != NULL && size <= text->size);

    text->size = size;
    if (text->bytes != NULL) text->bytes[size] = '\0';
}

void lg_text_clear(struct lg_text *text)
{
    assert(text != NULL);

    text->size = 0;
    text->failed = false;
    if (text->bytes != NULL) text->bytes[0] = '\0';
}

void lg_text_reset(struct lg_text *text)
{
    assert(text != NULL);

    free(text->bytes);
    *text = (struct lg_text){0};
}
