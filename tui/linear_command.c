#include <config.h>
#include "tui/linear_command.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/query.h"
#include "core/text.h"
#include "locale/say.h"

enum { FOLDING = FOLD_WIDTH | FOLD_CASE };

/* What only lines need. */
static const struct {
	enum linear_command_kind kind;
	const char *name, *letters, *help; /* name, help: msgids */
} own[] = {
	{ LINEAR_HELP, N_("帮助"), "help", N_("所有命令") },
	{ LINEAR_PAGE, N_("全屏"), "page", N_("把这一屏从头到尾念一遍") },
};

/* Means something only on a screen; another screen is gone to by its name. */
static bool is_of_screens(enum action action)
{
	if (action >= ACTION_SCREEN_1 && action <= ACTION_SCREEN_9)
		return true;
	switch (action) {
	case ACTION_HELP:
	case ACTION_PALETTE: /* :? is as good */
	case ACTION_REDRAW:
	case ACTION_LEFT:
	case ACTION_RIGHT:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_EDIT:
	case ACTION_REPLACE:
	case ACTION_MOUSE:
	case ACTION_SEND_COPIES:
		return true;
	default:
		return false;
	}
}

static bool is_there(enum action action, unsigned places)
{
	const struct action_info *info = action_info(action);

	return info->places & places & ON_ANY && *info->help &&
	       !is_of_screens(action);
}

/* Is it one of the names, which blanks separate? */
static bool is_among(const char *names, const char *key, size_t n)
{
	while (*names) {
		size_t len = strcspn(names, " ");

		if (len == n && !strncasecmp(names, key, n))
			return true;
		names += len + strspn(names + len, " ");
	}
	return false;
}

bool linear_command_has_key(enum action action, const char *key, size_t n)
{
	return is_there(action, ON_ANY) &&
	       is_among(action_info(action)->keys, key, n);
}

/* ROW_NEW as people type it: row-new. */
static void id_print(struct bytes *out, enum action action)
{
	for (const char *p = action_info(action)->id; *p; p++)
		bytes_add_char(out, *p == '_' ? '-'
				    : *p >= 'A' && *p <= 'Z'
					    ? (char)(*p + 'a' - 'A')
					    : *p);
}

static bool is_called(enum action action, const char *words)
{
	const struct action_info *info = action_info(action);
	struct bytes id = BYTES_INIT;
	bool is;

	id_print(&id, action);
	is = linear_command_has_key(action, words, strlen(words)) ||
	     text_fold_equal(words, id.data, FOLDING) ||
	     text_fold_equal(words, info->hint, FOLDING) ||
	     text_fold_equal(words, say(info->hint), FOLDING);
	bytes_release(&id);
	return is;
}

/* A part of its name or of what it does. */
static bool is_meant(enum action action, const char *words)
{
	const struct action_info *info = action_info(action);
	struct bytes all = BYTES_INIT, part = BYTES_INIT, line = BYTES_INIT;
	bool is;

	id_print(&line, action);
	bytes_printf(&line, " %s %s %s %s", info->hint, info->help,
		     say(info->hint), say(info->help));
	text_fold(&all, line.data, line.len, FOLDING);
	text_fold(&part, words, strlen(words), FOLDING);
	is = strstr(all.data, part.data);
	bytes_release(&all);
	bytes_release(&part);
	bytes_release(&line);
	return is;
}

/* The letters that its name sounds like: bc. */
static bool is_heard(enum action action, const char *words)
{
	struct pinyin *pinyin = pinyin_new();
	struct query query;
	bool is;

	query_init(&query, pinyin);
	query_set(&query, words, strlen(words));
	is = query_names(&query, action_info(action)->hint);
	query_release(&query);
	pinyin_free(pinyin);
	return is;
}

static struct linear_command found(enum action action)
{
	return (struct linear_command){ LINEAR_ACTION, action, 0 };
}

/* The one that `is` true of; several, or nothing. */
static struct linear_command the_one(const char *words, unsigned places,
				     bool (*is)(enum action, const char *))
{
	struct linear_command c = { LINEAR_NOTHING, ACTION_NONE, 0 };
	int n = 0;

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		if (is_there((enum action)i, places) &&
		    is((enum action)i, words) && n++ == 0)
			c = found((enum action)i);
	if (n > 1)
		c.kind = LINEAR_SEVERAL;
	return c;
}

static struct linear_command action_read(const char *words, unsigned places)
{
	struct linear_command c;

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		if (is_there((enum action)i, places) &&
		    is_called((enum action)i, words))
			return found((enum action)i);
	c = the_one(words, places, is_heard);
	return c.kind == LINEAR_NOTHING ? the_one(words, places, is_meant) : c;
}

/* 3, full-width or not; 0: it is no number. */
static size_t number_read(const char *words)
{
	struct bytes folded = BYTES_INIT;
	size_t n = 0;
	char *end;

	text_fold(&folded, words, strlen(words), FOLDING);
	if (*folded.data >= '0' && *folded.data <= '9') {
		n = strtoul(folded.data, &end, 10);
		n = *end ? 0 : n;
	}
	bytes_release(&folded);
	return n;
}

struct linear_command linear_command_read(const char *words, unsigned places)
{
	struct linear_command c = { LINEAR_NUMBER, ACTION_NONE,
				    number_read(words) };
	struct bytes folded = BYTES_INIT;

	if (c.number > 0)
		return c;
	text_fold(&folded, words, strlen(words), FOLDING);
	c.kind = folded.len == 0 || !strcmp(folded.data, "?") ? LINEAR_HELP
							      : LINEAR_NOTHING;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(folded.data, own[i].letters) ||
		    !strcmp(words, own[i].name) ||
		    text_fold_equal(words, say(own[i].name), FOLDING))
			c.kind = own[i].kind;
	bytes_release(&folded);
	return c.kind == LINEAR_NOTHING ? action_read(words, places) : c;
}

static void print_line(struct bytes *out, const char *name, const char *letters,
		       const char *help)
{
	bytes_printf(out, "  :%s  :%s  %s\n", name, letters, help);
}

void linear_command_print(const char *words, unsigned places, struct bytes *out)
{
	struct bytes id = BYTES_INIT;

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const struct action_info *info;

		if (!is_there((enum action)i, places) ||
		    (!is_meant((enum action)i, words) &&
		     !is_heard((enum action)i, words)))
			continue;
		info = action_info((enum action)i);
		bytes_clear(&id);
		id_print(&id, (enum action)i);
		print_line(out, say(info->hint), id.data, say(info->help));
	}
	for (size_t i = 0; !*words && i < sizeof own / sizeof *own; i++)
		print_line(out, say(own[i].name), own[i].letters,
			   say(own[i].help));
	if (!*words)
		bytes_add_str(out,
			      _("  :屏名  换屏，如 :问题\n"
				"  :号码  到那一行；问题一屏里是到那个问题\n"
				"  内容以冒号开头的，写两个冒号 ::\n"));
	bytes_release(&id);
}
