#include "base/answer.h"

#include "base/text.h"

#include <string.h>

/* Longer texts are no words of the lists below. */
enum { WORD_SIZE = 32 };

enum lg_answer lg_answer_read(const char *text)
{
    static const char *const words[][2] = {
        {"否", "是"}, {"0", "1"}, {"no", "yes"}, {"n", "y"}, {"false", "true"}, {"f", "t"},
    };
    if (text == NULL) return LG_ANSWER_NONE;

    size_t length = strlen(text);
    const char *trimmed = lg_text_trim(text, &length);
    char word[8] = "";
    if (length == 0) return LG_ANSWER_NONE;
    if (length >= sizeof(word)) return LG_ANSWER_WRONG;
    memcpy(word, trimmed, length);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (lg_text_equal_nocase(word, words[i][0])) return LG_ANSWER_NO;
        if (lg_text_equal_nocase(word, words[i][1])) return LG_ANSWER_YES;
    }
    return LG_ANSWER_WRONG;
}

/* A list of words or beginnings, ends with NULL. */
typedef const char *const *words;

/* The text without blanks at its ends, where it is short; else only its beginning is. */
static size_t trim_into(const char *text, char word[WORD_SIZE])
{
    size_t length = strlen(text);
    const char *trimmed = lg_text_trim(text, &length);
    size_t kept = length < WORD_SIZE ? length : WORD_SIZE - 1;
    memcpy(word, trimmed, kept);
    word[kept] = '\0';
    return length;
}

static bool is_one_of(const char *word, words list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (lg_text_equal_nocase(word, list[i])) return true;
    }
    return false;
}

static bool begins_with_one_of(const char *word, words list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (strncmp(word, list[i], strlen(list[i])) == 0) return true;
    }
    return false;
}

/* Marks alone, in ASCII or as the dashes and the stroke of Chinese keyboards. */
static bool says_nothing(const char *text)
{
    static const char *const marks[] = {"\u2014", "\u2013", "\u2015", "\uFF0D",
                                        "\uFF0F", "\u3000", NULL};
    while (*text != '\0') {
        bool is_wide = begins_with_one_of(text, marks);
        bool is_letter = (*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
                         (*text >= 'A' && *text <= 'Z');
        if (is_letter || ((unsigned char)*text >= 0x80 && !is_wide)) return false;
        text += is_wide ? 3 : 1;
    }
    return true;
}

enum lg_answer lg_answer_read_burden(const char *text)
{
    static const char *const no_words[] = {"无", "没有", "none", NULL};
    static const char *const no_beginnings[] = {"未", NULL};
    char word[WORD_SIZE];
    if (text == NULL || trim_into(text, word) == 0) return LG_ANSWER_NONE;

    bool is_no = lg_answer_read(word) == LG_ANSWER_NO || says_nothing(text) ||
                 is_one_of(word, no_words) || begins_with_one_of(word, no_beginnings);
    return is_no ? LG_ANSWER_NO : LG_ANSWER_YES;
}

bool lg_answer_is_number(const char *text)
{
    static const char *const wide_digits[] = {"１", "２", "３", "４", "５",
                                              "６", "７", "８", "９", NULL};
    for (; text != NULL && *text != '\0'; text++) {
        if (*text >= '1' && *text <= '9') return true;
        if (begins_with_one_of(text, wide_digits)) return true;
    }
    return false;
}

/* What is going on is not done: 办理中, 进行中. */
static bool ends_with_under_way(const char *text)
{
    static const char *const ending = "中";
    size_t length = strlen(text);
    const char *trimmed = lg_text_trim(text, &length);
    size_t size = strlen(ending);
    return length > size && memcmp(trimmed + length - size, ending, size) == 0;
}

enum lg_task lg_task_read(const char *text, lg_date as_of)
{
    static const char *const not_needed[] = {"不需要",         "不需", "无需", "不必", "不涉及",
                                             "不适用",         "免",   "n/a",  "na",   "not needed",
                                             "not applicable", NULL};
    static const char *const open_words[] = {"无", "没有", "none", "open", NULL};
    static const char *const open_beginnings[] = {"未", "不", "没", "尚", "待", "拟", "正在", NULL};
    char word[WORD_SIZE];
    if (text == NULL) return LG_TASK_NONE;
    size_t length = trim_into(text, word);
    if (length == 0 || says_nothing(text)) return LG_TASK_NONE;
    if (is_one_of(word, not_needed)) return LG_TASK_NOT_NEEDED;

    enum lg_answer answer = lg_answer_read(word);
    if (answer == LG_ANSWER_YES) return LG_TASK_DONE;
    bool is_open = answer == LG_ANSWER_NO || is_one_of(word, open_words) ||
                   begins_with_one_of(word, open_beginnings) || ends_with_under_way(text);
    struct lg_date_reading day = lg_date_read(text, strlen(text));
    bool is_later = day.form == LG_DATE_READ && day.date > as_of;
    return is_open || is_later ? LG_TASK_OPEN : LG_TASK_DONE;
}
