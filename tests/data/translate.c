/*
 * Says each line of its input in Chinese: "1", a tab, the sentence; "0" where the catalogue does
 * not have it. For tests that hold the tables' sentences against the catalogue.
 */
#include "model/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) >= 0) {
        struct lg_text text = {0};
        line[strcspn(line, "\n")] = '\0';
        bool is_said = lg_sentence_add(&text, LG_CHINESE, line);
        if (text.failed) abort();
        (void)printf("%d\t%s\n", is_said, text.bytes == NULL ? "" : text.bytes);
        lg_text_reset(&text);
    }
    free(line);
    return 0;
}
