/*
 * The file of the workbook: made in memory, so that a full disk meets our own checked writes alone,
 * and read back, because the library does not look whether its scratch files took every byte.
 */
#define _GNU_SOURCE /* memfd_create; NOLINT(readability-identifier-naming) */
#include "publish/workbook_parts.h"

#include <assert.h>
#include <cpl_vsi.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    PATH_SIZE = 64,
    BLOCK_BYTES = 256 * 1024,
    NEEDLE_SIZE = 48,
    /* Cells of one sheet whose XML may pass the 4 GB that a plain ZIP can hold. */
    PLAIN_CELLS_MAX = 40 * 1000 * 1000,
};

/* Where the memory of a descriptor has a path. */
static void path_of(int descriptor, char path[PATH_SIZE])
{
    (void)snprintf(path, PATH_SIZE, "/proc/self/fd/%d", descriptor);
}

/* Whether some sheet or all of them together are large. */
static bool needs_zip64(const struct lg_workbook *wb)
{
    for (size_t i = 0; i < wb->tab_count; i++) {
        const struct lg_sheet *sheet = wb->tabs[i].sheet;
        size_t rows = sheet->row_count < wb->rows_max ? sheet->row_count : wb->rows_max;
        if (rows * sheet->column_count > PLAIN_CELLS_MAX) return true;
    }
    return false;
}

enum lg_status lg_workbook_open(struct lg_workbook *wb, struct lg_error *err)
{
    char path[PATH_SIZE];
    wb->descriptor = memfd_create(LG_WORKBOOK_FILE, MFD_CLOEXEC);
    if (wb->descriptor < 0) {
        return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory for it: %s",
                       strerror(errno));
    }
    path_of(wb->descriptor, path);
    if (access(path, W_OK) != 0) {
        return lg_fail(err, LG_NO_OUTPUT, LG_WORKBOOK_FILE ": %s: %s; mount /proc", path,
                       strerror(errno));
    }
    /* The library takes a name that it may write to, and does not. */
    char folder[4096];
    if ((size_t)snprintf(folder, sizeof(folder), "%s", lg_output_dir_path(wb->dir)) >=
        sizeof(folder)) {
        return lg_fail(err, LG_NO_OUTPUT, LG_WORKBOOK_FILE ": the folder's path is too long");
    }
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = folder, .use_zip64 = needs_zip64(wb)};
    wb->file = workbook_new_opt(path, &options);
    if (wb->file == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    return LG_OK;
}

enum lg_status lg_workbook_flush(lxw_worksheet *to, struct lg_error *err)
{
    if (fflush(to->optimize_tmpfile) == 0 && ferror(to->optimize_tmpfile) == 0) return LG_OK;
    return lg_fail(err, LG_WRITE, LG_WORKBOOK_FILE ": write: %s", strerror(errno));
}

void lg_workbook_drop(struct lg_workbook *wb)
{
    if (wb->file != NULL) lxw_workbook_free(wb->file);
    wb->file = NULL;
    if (wb->descriptor >= 0) (void)close(wb->descriptor);
    wb->descriptor = -1;
}

/* Copy what is in the memory into the folder. */
static enum lg_status copy_out(struct lg_workbook *wb, struct lg_error *err)
{
    struct lg_output_file *file = NULL;
    char *block = lg_arena_take(&wb->memory, BLOCK_BYTES);
    if (block == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    enum lg_status status = lg_output_file_open(wb->dir, LG_WORKBOOK_FILE, &file, err);
    off_t at = 0;
    while (status == LG_OK) {
        ssize_t size = pread(wb->descriptor, block, BLOCK_BYTES, at);
        if (size < 0) {
            status = lg_fail(err, LG_WRITE, LG_WORKBOOK_FILE ": %s", strerror(errno));
        } else if (size == 0) {
            return lg_output_file_close(file, err);
        } else {
            status = lg_output_file_write(file, block, (size_t)size, err);
            at += size;
        }
    }
    lg_output_file_drop(file);
    return status;
}

/* What has to be in the XML of a sheet, one behind the other. */
struct looked_for {
    char row[NEEDLE_SIZE]; /* its last row */
    size_t found;
};

enum { NEEDLE_COUNT = 3 };

/* Go on to the next thing looked for as far as a block has it. */
static void look(struct looked_for *looked, const char *block, size_t size)
{
    const char *const needles[NEEDLE_COUNT] = {looked->row, "</sheetData>", "</worksheet>"};
    while (looked->found < NEEDLE_COUNT) {
        const char *needle = needles[looked->found];
        const char *at = memmem(block, size, needle, strlen(needle));
        if (at == NULL) return;
        size -= (size_t)(at - block);
        block = at;
        looked->found++;
    }
}

/* Whether the sheet is in the file to its end: decompressed, its check sum compared. */
static bool is_whole(const char *path, struct looked_for *looked, char *block)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) return false;
    size_t kept = 0;
    size_t size;
    while ((size = VSIFReadL(block + kept, 1, BLOCK_BYTES - kept, file)) > 0) {
        look(looked, block, kept + size);
        /* What looked for may lie across two blocks. */
        size_t end = kept + size;
        kept = end < NEEDLE_SIZE ? end : NEEDLE_SIZE;
        memmove(block, block + end - kept, kept);
    }
    bool is_read = VSIFCloseL(file) == 0;
    return is_read && looked->found == NEEDLE_COUNT;
}

static enum lg_status check_sheets(struct lg_workbook *wb, const lxw_row_t *last_rows,
                                   size_t sheet_count, struct lg_error *err)
{
    struct lg_text path = {0};
    char *block = lg_arena_take(&wb->memory, BLOCK_BYTES);
    bool good = block != NULL;
    for (size_t i = 0; i < sheet_count && good; i++) {
        struct looked_for looked = {.found = 0};
        (void)snprintf(looked.row, sizeof(looked.row), "<row r=\"%u\"", last_rows[i] + 1);
        lg_text_clear(&path);
        lg_text_printf(&path, "/vsizip/{%s/" LG_WORKBOOK_FILE "}/xl/worksheets/sheet%zu.xml",
                       lg_output_dir_path(wb->dir), i + 1);
        good = !path.failed && is_whole(path.bytes, &looked, block);
    }
    lg_text_reset(&path);
    if (good) return LG_OK;
    if (block == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    return lg_fail(err, LG_WRITE,
                   LG_WORKBOOK_FILE ": write: a sheet is not whole; is the disk full, or is there "
                                    "a limit to the size of files?");
}

enum lg_status lg_workbook_close(struct lg_workbook *wb, struct lg_error *err)
{
    const size_t sheet_count = wb->file->num_worksheets;
    lxw_row_t *last_rows = lg_arena_take(&wb->memory, sheet_count * sizeof(*last_rows));
    if (last_rows == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    enum lg_status status = LG_OK;
    size_t count = 0;
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, wb->file->worksheets, list_pointers)
    {
        last_rows[count++] = sheet->dim_rowmax;
        if (status == LG_OK) status = lg_workbook_flush(sheet, err);
    }
    if (status != LG_OK) return status;
    assert(count == sheet_count);
    lxw_error fault = workbook_close(wb->file);
    wb->file = NULL;
    lg_workbook_said(wb, fault);
    status = lg_workbook_fault(wb, err);
    if (status == LG_OK) status = copy_out(wb, err);
    if (status == LG_OK) status = check_sheets(wb, last_rows, sheet_count, err);
    return status;
}
