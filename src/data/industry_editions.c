/*
 * The editions of GB/T 4754 that industry codes may be of (domain.md 2.8).
 */
#include "base/text.h"
#include "model/land_use.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    const char *name;
    const char *edition;
} editions[] = {
    {"gbt4754-2002", "2002"},
    {"gbt4754-2011", "2011"},
    {"gbt4754-2017", "2017"},
};

enum { EDITION_COUNT = sizeof(editions) / sizeof(editions[0]), NAME_SIZE = 16 };

const char *lg_industry_edition_find(const char *name)
{
    if (name == NULL) return NULL;
    char word[NAME_SIZE] = "";
    size_t length = strlen(name);
    const char *trimmed = lg_text_trim(name, &length);
    if (length >= sizeof(word)) return NULL;
    memcpy(word, trimmed, length);
    for (size_t i = 0; i < EDITION_COUNT; i++) {
        if (lg_text_equal_nocase(editions[i].name, word)) return editions[i].edition;
    }
    return NULL;
}

const char *lg_industry_edition_name(size_t position)
{
    return position < EDITION_COUNT ? editions[position].name : NULL;
}
