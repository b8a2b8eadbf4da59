#include <config.h>
#include "cli/looks.h"

#include <stdlib.h>
#include <string.h>
#include "cli/print.h"
#include "core/charset.h"

/* The Linux console: a black background, and a font of 256 signs or 512, hardly
   ever with rules and marks, and never with Chinese. */
static bool is_console(void)
{
	const char *name = getenv("TERM");

	return name && (!strcmp(name, "linux") || !strncmp(name, "linux-", 6));
}

/* Of the user's locale, for as long as the program runs; NULL: UTF-8, or none
   that has Chinese. */
static struct charset *charset_of_user(void)
{
	static struct charset *charset;
	const char *name = print_charset();

	if (!name || charset)
		return charset;
	charset = charset_new(name);
	if (charset && !charset_has(charset, "绩效")) {
		charset_free(charset);
		charset = NULL;
	}
	return charset;
}

bool looks_have_chinese(void)
{
	return !print_charset() || charset_of_user();
}

bool looks_want_colour(const struct options *options)
{
	enum { AUTO, ALWAYS };
	const char *no_color = getenv("NO_COLOR");

	if (options->choice[OPTION_COLOR] == AUTO)
		return !no_color || !*no_color;
	return options->choice[OPTION_COLOR] == ALWAYS;
}

static enum background background_of(const struct options *options)
{
	enum { AUTO, DARK };

	if (options->choice[OPTION_BACKGROUND] != AUTO)
		return options->choice[OPTION_BACKGROUND] == DARK
			       ? BACKGROUND_DARK
			       : BACKGROUND_LIGHT;
	return is_console() ? BACKGROUND_DARK
			    : background_of_numbers(getenv("COLORFGBG"));
}

struct terminal_options looks_of(const struct options *options)
{
	return (struct terminal_options){
		.charset = charset_of_user(),
		.colour = looks_want_colour(options),
		.background = background_of(options),
		.is_ascii = options->given[OPTION_ASCII] || is_console(),
		.may_lack_chinese = is_console(),
		.has_mouse = options->given[OPTION_MOUSE],
		.ambiguous_cols = options->choice[OPTION_AMBIGUOUS],
	};
}
