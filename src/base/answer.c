#include "base/answer.h"

#include "base/text.h"

#include <string.h>

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
