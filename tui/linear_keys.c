#include <config.h>
#include "tui/linear_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/linear_command.h"

static bool is_of_names(char c)
{
	return text_is_letter((unsigned char)c) ||
	       text_is_digit((unsigned char)c) || c == '-';
}

/* The bytes of a key's name that stands here, 0 if none does. */
static size_t key_length(const char *text, const char *at)
{
	size_t n = 0;

	if (*at == '^' && at[1] >= 'A' && at[1] <= 'Z')
		return 2;
	if (at > text && (is_of_names(at[-1]) || at[-1] == ':'))
		return 0;
	while (is_of_names(at[n]))
		n++;
	return (*at == 'F' && n > 1 && n < 4) || !strncmp(at, "Alt-", 4) ||
			       !strncmp(at, "Shift-F", 7)
		       ? n
		       : 0;
}

static enum action action_called(const char *key, size_t n)
{
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		if (linear_command_has_key((enum action)i, key, n))
			return (enum action)i;
	return ACTION_NONE;
}

/* Behind the key, and behind its action's name if that follows. */
static const char *skip(const char *s, const char *hint)
{
	size_t blanks = strspn(s, " ");

	return strncmp(s + blanks, hint, strlen(hint))
		       ? s
		       : s + blanks + strlen(hint);
}

static bool ends_here(const char *s)
{
	static const char *const signs[] = { "，", "；", "。" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(s, signs[i], strlen(signs[i])))
			return true;
	return !*s || strchr(" ,.;:)", *s);
}

void linear_keys_print(struct bytes *out, const char *text)
{
	for (const char *s = text; *s;) {
		size_t n = key_length(text, s);
		enum action action = n > 0 ? action_called(s, n) : ACTION_NONE;
		const char *hint;

		if (action == ACTION_NONE) {
			bytes_add_char(out, *s++);
			continue;
		}
		hint = say(action_info(action)->hint);
		bytes_printf(out, ":%s", hint);
		s = skip(s + n, hint);
		if (!ends_here(s))
			bytes_add_char(out, ' ');
	}
}
