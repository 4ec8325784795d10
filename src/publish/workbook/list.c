/*
 * Sheets behind the tables that explain what cells have.
 */
#include "base/grow.h"
#include "publish/workbook/parts.h"

void lg_workbook_begin_list(struct lg_workbook *wb, lxw_worksheet *to, const char *name,
                            const struct lg_workbook_list_column *columns, size_t column_count,
                            size_t row_count)
{
    double width = 0;
    for (size_t i = 0; i < column_count; i++) {
        lxw_col_t at = (lxw_col_t)i;
        lg_workbook_put(wb, to, 0, at, lg_workbook_label(wb, columns[i].label), wb->header);
        lg_workbook_said(wb, worksheet_set_column(to, at, at, columns[i].width, NULL));
        width += columns[i].width;
    }
    worksheet_freeze_panes(to, 1, 0);
    lg_workbook_said(
        wb, worksheet_autofilter(to, 0, 0, (lxw_row_t)row_count, (lxw_col_t)(column_count - 1)));
    lg_workbook_said(wb, worksheet_repeat_rows(to, 0, 0));
    lg_workbook_print_setup(wb, to, name, width);
}

bool lg_workbook_make_room(void **rows, size_t *capacity, size_t count, size_t row_bytes)
{
    if (count < *capacity) return true;
    const size_t more = lg_grow_capacity(*capacity, count + 1);
    if (!lg_grow_column(rows, more, row_bytes)) return false;
    *capacity = more;
    return true;
}
