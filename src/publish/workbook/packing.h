/*
 * How hard a workbook is packed.
 */
#ifndef LG_PUBLISH_WORKBOOK_PACKING_H
#define LG_PUBLISH_WORKBOOK_PACKING_H

#include <stdbool.h>

/**
 * From now on, what this thread packs by zlib at the level that its caller left open is packed
 * quickly, or as zlib would. Other threads and other levels are as they are.
 */
void lg_packing_set_quick(bool is_quick);

#endif
