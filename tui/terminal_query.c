#include <config.h>

#include "tui/terminal_query.h"

#include <stdio.h>
#include <string.h>
#include "tui/look.h"

/* Longer is no answer to anything that is asked here. */
enum { ANSWER_BYTES = 128 };

/* DECRPM: 1 and 2 say set and reset, 0 and 4 that there is no such mode. */
static bool read_synchronized(const char *s, int *value)
{
	int mode = 0, end = 0;

	sscanf(s, "\033[?2026;%d$y%n", &mode, &end);
	*value = mode == 1 || mode == 2;
	return end > 0;
}

static bool read_repeat(const char *s, int *value)
{
	int x = 0, end = 0;

	sscanf(s, "\033[3;%dR%n", &x, &end);
	*value = x == 5;
	return end > 0;
}

/* OSC 11 ; colour, which ends in BEL or ESC \. */
static bool read_background(const char *s, int *value)
{
	static const char begin[] = "\033]11;";
	const char *colour = s + sizeof begin - 1;

	if (strncmp(s, begin, sizeof begin - 1) != 0)
		return false;
	size_t len = strcspn(colour, "\a\033");
	*value = (int)background_of_answer(colour, len);
	return colour[len];
}

/* CPR in the second row: how far the cursor has come. */
static bool read_column(const char *s, int *value)
{
	int column = 0, end = 0;

	sscanf(s, "\033[2;%dR%n", &column, &end);
	*value = column - 1;
	return end > 0 && !s[end];
}

/* Primary device attributes: CSI ? … c. */
static bool read_attributes(const char *s, int *value)
{
	*value = 1;
	return !strncmp(s, "\033[?", 3) && s[strlen(s) - 1] == 'c';
}

static const struct {
	const char *question;
	bool (*reader)(const char *s, int *value);
} queries[TERMINAL_QUERIES] = {
#define QUERY(id, question, reader) { question, reader },
	TERMINAL_QUERY_LIST(QUERY)
#undef QUERY
};

void terminal_query_print(struct bytes *out,
			  const bool is_unasked[TERMINAL_QUERIES])
{
	for (int i = 0; i < QUERY_LAST; i++)
		if (!is_unasked[i])
			bytes_add_str(out, queries[i].question);
}

const char *terminal_query_text(enum terminal_query query)
{
	return queries[query].question;
}

enum terminal_query terminal_query_answer(struct terminal_answers *answers,
					  const char *s, size_t n)
{
	char text[ANSWER_BYTES];
	int i = 0, value;

	if (n >= sizeof text || memchr(s, '\0', n))
		return TERMINAL_QUERIES;
	memcpy(text, s, n);
	text[n] = '\0';
	while (i < TERMINAL_QUERIES && !queries[i].reader(text, &value))
		i++;
	if (i < TERMINAL_QUERIES) {
		answers->is_answered[i] = true;
		answers->values[i] = value;
	}
	return (enum terminal_query)i;
}

bool terminal_query_is_open(const struct terminal_answers *answers)
{
	return !answers->is_answered[QUERY_LAST];
}
