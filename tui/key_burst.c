#include <config.h>

#include "tui/key_burst.h"

#include <string.h>
#include "tui/key_sequence.h"

enum {
	BURST_BYTES = 256,
	BURST_BREAKS = 3,
	BLOCK_BYTES = 64, /* of rows of cells */
};

size_t key_answer_len(const char *s, size_t n)
{
	static const char begin[] = "\033[?";
	size_t i = sizeof begin - 1;

	if (memcmp(s, begin, n < i ? n : i) != 0)
		return 0;
	while (i < n && strchr("0123456789;$", s[i]) && s[i])
		i++;
	if (i >= n)
		return n < KEY_SEQUENCE_MAX ? n + 1 : 0;
	return s[i] == 'c' || s[i] == 'y' ? i + 1 : 0;
}

/* Whole rows of equally many cells, more than is typed while a line is
   stalled. */
static bool is_block(const char *s, size_t n)
{
	size_t rows = 0, tabs = 0, first_tabs = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_break = s[i] == '\r' || s[i] == '\n';

		if ((unsigned char)s[i] < ' ' && !is_break && s[i] != '\t')
			return false;
		tabs += s[i] == '\t';
		if (!is_break && i + 1 < n)
			continue;
		if (rows == 0)
			first_tabs = tabs;
		if (tabs == 0 || tabs != first_tabs)
			return false;
		rows++;
		tabs = 0;
		i += i + 1 < n && s[i] == '\r' && s[i + 1] == '\n';
	}
	return n >= BLOCK_BYTES && rows > 1;
}

bool key_is_burst(const char *s, size_t n)
{
	int breaks = 0;

	if (n < BURST_BYTES)
		return is_block(s, n);
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] == KEY_ESC && !key_answer_len(s + i, n - i))
			return false;
		breaks += s[i] == '\r' || s[i] == '\n' || s[i] == '\t';
	}
	return s[n - 1] != KEY_ESC && breaks >= BURST_BREAKS;
}
