#include "model/block.h"

#include "base/grow.h"

#include <stdlib.h>

enum lg_status lg_block_init(struct lg_block *block, const struct lg_role *roles, size_t role_count,
                             struct lg_error *err)
{
    *block = (struct lg_block){0};
    return lg_table_init(&block->table, roles, role_count, err);
}

void lg_block_clear(struct lg_block *block)
{
    lg_table_clear(&block->table);
    lg_shapes_clear(&block->raw);
    lg_shapes_clear(&block->shapes);
    lg_shapes_clear(&block->lon_lat);
    lg_findings_reset(&block->findings);
}

enum lg_status lg_block_size_columns(struct lg_block *block, struct lg_error *err)
{
    size_t needed = block->table.count;
    if (needed <= block->capacity) return LG_OK;
    double *area_m2 = lg_resize(block->area_m2, needed, sizeof(*area_m2));
    if (area_m2 != NULL) block->area_m2 = area_m2;
    uint8_t *decimals = lg_resize(block->decimals, needed, sizeof(*decimals));
    if (decimals != NULL) block->decimals = decimals;
    uint8_t *fate = lg_resize(block->fate, needed, sizeof(*fate));
    if (fate != NULL) block->fate = fate;
    if (area_m2 == NULL || decimals == NULL || fate == NULL) {
        return lg_fail(err, LG_NO_MEMORY, "no memory for a block of %zu rows", needed);
    }
    block->capacity = needed;
    return LG_OK;
}

void lg_block_reset(struct lg_block *block)
{
    lg_table_reset(&block->table);
    lg_shapes_reset(&block->raw);
    lg_shapes_reset(&block->shapes);
    lg_shapes_reset(&block->lon_lat);
    free(block->area_m2);
    free(block->decimals);
    free(block->fate);
    lg_findings_reset(&block->findings);
    *block = (struct lg_block){0};
}
