#include <config.h>

#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "tests/screens/run.h"

static void press(struct run *r, const struct key *key)
{
	enum app_wish wish;

	if (r->start) {
		r->choice = start_key(r->start, key);
		run_draw(r);
		return;
	}
	if (!r->app) {
		run_press_on_list(r, key);
		return;
	}
	wish = app_key(r->app, key);
	if (r->desk.desk && wish >= APP_QUIT) {
		run_leave_reviewed(r);
		run_draw(r);
		return;
	}
	if (wish == APP_OUTSIDE)
		app_outside_run(r->app);
	r->has_quit = wish >= APP_QUIT;
	while (!r->has_quit && app_is_checking(r->app))
		app_check_step(r->app);
	app_note(r->app);
	run_draw(r);
}

static const char *type_quoted(struct run *r, const char *s)
{
	const char *end = strchr(s, '"');

	if (!end) {
		run_fault(r, "a quote does not close", "");
		return s + strlen(s);
	}
	while (s < end) {
		struct key key = { .name = K_CHAR };
		size_t n = text_decode(s, (size_t)(end - s), &key.ch);
		if (key.ch == '~')
			key = (struct key){ .name = K_ENTER };
		if (key.ch == U'→')
			key = (struct key){ .name = K_TAB };
		press(r, &key);
		s += n > 0 ? n : 1;
	}
	return end + 1;
}

void run_keys(struct run *r, const char *s)
{
	char word[64];
	int n;

	if (!r->app && !r->start && !r->desk.desk)
		return;
	while (*(s += strspn(s, " "))) {
		struct key key = { .name = K_NONE };
		if (*s == '"') {
			s = type_quoted(r, s + 1);
			continue;
		}
		sscanf(s, "%63s%n", word, &n);
		s += n;
		if (!key_parse(word, &key))
			run_fault(r, "no key: ", word);
		press(r, &key);
	}
}

void run_wait(struct run *r, const char *rest)
{
	(void)rest;
	press(r, &(struct key){ .name = K_NONE });
}

void run_quits(struct run *r, const char *rest)
{
	(void)rest;
	if (!r->has_quit)
		run_fault(r, "the program goes on", "");
}
