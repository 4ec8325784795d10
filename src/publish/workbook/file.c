/*
 * The file of the workbook: made in memory, so that a full disk meets our own checked writes alone,
 * and read back, because the library does not look whether its scratch files took every byte.
 */
#define _GNU_SOURCE /* memfd_create; NOLINT(readability-identifier-naming) */
#include "publish/workbook/packing.h"
#include "publish/workbook/parts.h"

#include <assert.h>
#include <cpl_error.h>
#include <cpl_minixml.h>
#include <cpl_string.h>
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
enum needle { ROWS_BEGIN, LAST_ROW, ROWS_END, SHEET_END, NEEDLE_COUNT };

static const char rows_begin[] = "<sheetData>";

struct looked_for {
    char row[NEEDLE_SIZE]; /* its last row */
    size_t rows_bytes;     /* of all its rows */
    size_t block_at;       /* where the block that is looked at begins */
    size_t found;
    size_t at[NEEDLE_COUNT]; /* [found] where they are */
};

/* Go on to the next thing looked for as far as a block has it. */
static void look(struct looked_for *looked, const char *block, size_t size)
{
    const char *const needles[NEEDLE_COUNT] = {rows_begin, looked->row, "</sheetData>",
                                               "</worksheet>"};
    size_t from = 0;
    while (looked->found < NEEDLE_COUNT) {
        const char *needle = needles[looked->found];
        const char *at = memmem(block + from, size - from, needle, strlen(needle));
        if (at == NULL) return;
        from = (size_t)(at - block);
        looked->at[looked->found++] = looked->block_at + from;
    }
}

/*
 * Look through all of a sheet, once: reading to its end compares its check sum, and to go back in a
 * ZIP is to unpack everything again. Behind its rows it is kept.
 */
static void look_through(struct looked_for *looked, VSILFILE *file, char *block,
                         struct lg_text *behind_rows)
{
    size_t kept = 0;
    size_t size;
    while ((size = VSIFReadL(block + kept, 1, BLOCK_BYTES - kept, file)) > 0) {
        bool is_behind = looked->found > ROWS_END;
        size_t end = kept + size;
        look(looked, block, end);
        if (looked->found > ROWS_END) {
            size_t from = is_behind ? kept : looked->at[ROWS_END] - looked->block_at;
            lg_text_add(behind_rows, block + from, end - from);
        }
        /* What looked for may lie across two blocks. */
        kept = end < NEEDLE_SIZE ? end : NEEDLE_SIZE;
        memmove(block, block + end - kept, kept);
        looked->block_at += end - kept;
    }
}

/* Add what a part begins with. @param size_bytes  at most */
static void read_part(VSILFILE *file, size_t size_bytes, char *block, struct lg_text *text)
{
    size_t size = 1;
    if (VSIFSeekL(file, 0, SEEK_SET) != 0) text->failed = true;
    while (size > 0 && size_bytes > 0 && !text->failed) {
        size = VSIFReadL(block, 1, size_bytes < BLOCK_BYTES ? size_bytes : BLOCK_BYTES, file);
        lg_text_add(text, block, size);
        size_bytes -= size;
    }
}

/* Whether each element that begins ends: no piece is missing in between. */
static bool is_xml(const struct lg_text *text)
{
    if (text->failed || text->size == 0) return false;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLXMLNode *tree = CPLParseXMLString(text->bytes);
    bool is_sound = tree != NULL && CPLGetLastErrorType() == CE_None;
    if (tree != NULL) CPLDestroyXMLNode(tree);
    CPLPopErrorHandler();
    CPLErrorReset();
    return is_sound;
}

/*
 * Whether a part is in the file as it was made. Of a scratch file that could not take some bytes
 * and later could take others only a piece in the middle is missing: so the rows of a sheet are as
 * many bytes as were made, and everything else is sound XML.
 *
 * @param looked  NULL: the part is no sheet
 */
static bool is_whole(const char *path, struct looked_for *looked, char *block)
{
    struct lg_text text = {0};
    struct lg_text behind_rows = {0};
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (file == NULL) return false;
    bool good = true;
    if (looked == NULL) {
        read_part(file, SIZE_MAX, block, &text);
    } else {
        look_through(looked, file, block, &behind_rows);
        const size_t begin = looked->at[ROWS_BEGIN] + strlen(rows_begin);
        good = looked->found == NEEDLE_COUNT && looked->at[ROWS_END] - begin == looked->rows_bytes;
        if (good) {
            read_part(file, begin, block, &text);
            lg_text_add(&text, behind_rows.bytes, behind_rows.size);
            text.failed = text.failed || behind_rows.failed;
        }
    }
    good = good && is_xml(&text);
    lg_text_reset(&behind_rows);
    lg_text_reset(&text);
    return VSIFCloseL(file) == 0 && good;
}

/* A sheet as the library has it before the file is made. */
struct made_sheet {
    lxw_row_t last_row;
    size_t rows_bytes;
};

static bool are_sheets_whole(const struct lg_workbook *wb, const struct made_sheet *sheets,
                             size_t sheet_count, char *block)
{
    struct lg_text path = {0};
    bool good = true;
    for (size_t i = 0; i < sheet_count && good; i++) {
        struct looked_for looked = {.rows_bytes = sheets[i].rows_bytes};
        (void)snprintf(looked.row, sizeof(looked.row), "<row r=\"%u\"", sheets[i].last_row + 1);
        lg_text_clear(&path);
        lg_text_printf(&path, "/vsizip/{%s/" LG_WORKBOOK_FILE "}/xl/worksheets/sheet%zu.xml",
                       lg_output_dir_path(wb->dir), i + 1);
        good = !path.failed && is_whole(path.bytes, &looked, block);
    }
    lg_text_reset(&path);
    return good;
}

/* Styles, drawings and what else stands beside the sheets. */
static bool are_others_whole(const struct lg_workbook *wb, char *block)
{
    struct lg_text path = {0};
    lg_text_printf(&path, "/vsizip/{%s/" LG_WORKBOOK_FILE "}", lg_output_dir_path(wb->dir));
    char **names = path.failed ? NULL : VSIReadDirRecursive(path.bytes);
    const size_t folder_size = path.size;
    bool good = names != NULL;
    for (size_t i = 0; good && names[i] != NULL; i++) {
        size_t length = strlen(names[i]);
        bool is_folder = length == 0 || names[i][length - 1] == '/';
        if (is_folder || strncmp(names[i], "xl/worksheets/sheet", 19) == 0) continue;
        path.size = folder_size;
        lg_text_printf(&path, "/%s", names[i]);
        good = !path.failed && is_whole(path.bytes, NULL, block);
    }
    CSLDestroy(names);
    lg_text_reset(&path);
    return good;
}

static enum lg_status check_parts(struct lg_workbook *wb, const struct made_sheet *sheets,
                                  size_t sheet_count, struct lg_error *err)
{
    char *block = lg_arena_take(&wb->memory, BLOCK_BYTES);
    if (block == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    if (are_sheets_whole(wb, sheets, sheet_count, block) && are_others_whole(wb, block)) {
        return LG_OK;
    }
    return lg_fail(err, LG_WRITE,
                   LG_WORKBOOK_FILE ": write: a sheet is not whole; is the disk full, or is there "
                                    "a limit to the size of files?");
}

/* The rows of a sheet, all of them in its scratch file. */
static enum lg_status finish_rows(lxw_worksheet *sheet, struct made_sheet *made,
                                  struct lg_error *err)
{
    /* The last one waits for the next, which does not come. */
    lxw_worksheet_write_single_row(sheet);
    enum lg_status status = lg_workbook_flush(sheet, err);
    if (status != LG_OK) return status;
    long size = ftell(sheet->optimize_tmpfile);
    if (size < 0) return lg_fail(err, LG_WRITE, LG_WORKBOOK_FILE ": %s", strerror(errno));
    *made = (struct made_sheet){sheet->dim_rowmax, (size_t)size};
    return LG_OK;
}

enum lg_status lg_workbook_close(struct lg_workbook *wb, struct lg_error *err)
{
    const size_t sheet_count = wb->file->num_worksheets;
    struct made_sheet *sheets = lg_arena_take(&wb->memory, sheet_count * sizeof(*sheets));
    if (sheets == NULL) return lg_fail(err, LG_NO_MEMORY, LG_WORKBOOK_FILE ": no memory");
    enum lg_status status = LG_OK;
    size_t count = 0;
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, wb->file->worksheets, list_pointers)
    {
        if (status == LG_OK) status = finish_rows(sheet, &sheets[count], err);
        count++;
    }
    if (status != LG_OK) return status;
    assert(count == sheet_count);
    lg_packing_set_quick(true);
    lxw_error fault = workbook_close(wb->file);
    lg_packing_set_quick(false);
    wb->file = NULL;
    lg_workbook_said(wb, fault);
    status = lg_workbook_fault(wb, err);
    if (status == LG_OK) status = copy_out(wb, err);
    if (status == LG_OK) status = check_parts(wb, sheets, sheet_count, err);
    return status;
}
