#include "publish/report/map_labels.h"

#include "base/grow.h"

#include <stdlib.h>

static bool is_free(const struct lg_map_labels *labels, const struct lg_map_rectangle *place)
{
    if (place->left < 0 || place->top < 0 || place->right > labels->width ||
        place->bottom > labels->height) {
        return false;
    }
    for (size_t i = 0; i < labels->count; i++) {
        const struct lg_map_rectangle *other = &labels->taken[i];
        if (place->left < other->right && other->left < place->right &&
            place->top < other->bottom && other->top < place->bottom) {
            return false;
        }
    }
    return true;
}

void lg_map_labels_take(struct lg_map_labels *labels, struct lg_map_rectangle place)
{
    if (labels->count == labels->capacity) {
        size_t capacity = lg_grow_capacity(labels->capacity, labels->count + 1);
        void *taken = lg_resize(labels->taken, capacity, sizeof(*labels->taken));
        if (taken == NULL) {
            labels->failed = true;
            return;
        }
        labels->taken = taken;
        labels->capacity = capacity;
    }
    labels->taken[labels->count++] = place;
}

bool lg_map_labels_place(struct lg_map_labels *labels, struct lg_map_point point, int gap,
                         int width, int height, struct lg_map_point *middle)
{
    int aside = gap + (width + 1) / 2;
    int above = gap + (height + 1) / 2;
    /* On the point, right, left, above, below, then the corners. */
    const struct lg_map_point steps[] = {
        {0, 0},          {aside, 0},       {-aside, 0},    {0, -above},     {0, above},
        {aside, -above}, {-aside, -above}, {aside, above}, {-aside, above},
    };
    size_t count = gap == LG_MAP_ONLY_ON_POINT ? 1 : sizeof(steps) / sizeof(steps[0]);
    for (size_t i = gap < 0 ? 0 : 1; i < count; i++) {
        struct lg_map_point at = {point.x + steps[i].x, point.y + steps[i].y};
        struct lg_map_rectangle place = {at.x - width / 2, at.y - height / 2,
                                         at.x + (width + 1) / 2, at.y + (height + 1) / 2};
        if (!is_free(labels, &place)) continue;
        lg_map_labels_take(labels, place);
        *middle = at;
        return true;
    }
    labels->left_out++;
    return false;
}

int lg_map_text_width(const char *text, int size)
{
    int hundredths = 0;
    for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++) {
        if ((*byte & 0xC0U) == 0x80) continue;
        hundredths += *byte < 0x80 ? 62 : 100;
    }
    return (hundredths * size + 99) / 100;
}

void lg_map_labels_reset(struct lg_map_labels *labels)
{
    free(labels->taken);
    *labels = (struct lg_map_labels){.taken = NULL};
}
