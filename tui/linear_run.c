#include <config.h>
#include "tui/linear.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include "core/charset.h"
#include "core/document_journal.h"
#include "locale/say.h"
#include "tui/signals.h"

/* What is typed on stdin and told on stdout, as long as both are there. */
struct talk {
	struct app *app;
	struct linear *linear;
	struct charset *charset; /* of what is typed */
	struct bytes typed;	 /* and not a whole line yet */
	struct bytes told;
	bool (*print)(const struct bytes *);
	bool echoes; /* what is typed: no terminal shows it */
};

/* False: nobody reads it any more. */
static bool send(struct talk *t)
{
	bool is_read = t->print(&t->told);

	bytes_clear(&t->told);
	return is_read;
}

static bool say_all(struct talk *t)
{
	if (!t->echoes)
		bytes_add_str(&t->told, linear_prompt(t->linear));
	return send(t);
}

/* What was told is read, and what was typed is kept. */
static void set_aside(struct talk *t)
{
	send(t);
	app_note(t->app);
	app_sync(t->app);
}

static void edit_outside(struct talk *t)
{
	if (t->echoes) {
		bytes_add_str(&t->told, _("要有终端才能用外部编辑器\n"));
		return;
	}
	set_aside(t);
	app_outside_run(t->app);
	linear_tell(t->linear, &t->told);
}

static void stop(struct talk *t)
{
	set_aside(t);
	signals_stop();
}

static enum app_wish step_aside(struct talk *t, enum app_wish wish)
{
	if (wish != APP_SUSPEND && wish != APP_OUTSIDE)
		return wish;
	if (wish == APP_OUTSIDE)
		edit_outside(t);
	else if (t->echoes) /* nobody goes on with it */
		bytes_add_str(&t->told, _("要有终端才能挂起\n"));
	else
		stop(t);
	return APP_GO_ON;
}

/* Every whole line of what was typed. */
static enum app_wish take_lines(struct talk *t)
{
	enum app_wish wish = APP_GO_ON;
	size_t from = 0;
	char *end;

	while (wish < APP_QUIT && from < t->typed.len &&
	       (end = memchr(t->typed.data + from, '\n',
			     t->typed.len - from))) {
		char *line = t->typed.data + from;
		size_t n = (size_t)(end - line);

		from += n + 1;
		*end = '\0';
		if (n > 0 && line[n - 1] == '\r')
			line[--n] = '\0';
		if (t->echoes)
			bytes_printf(&t->told, "%s%s\n",
				     linear_prompt(t->linear), line);
		wish = step_aside(t, linear_line(t->linear, line, n, &t->told));
		app_note(t->app);
	}
	bytes_splice(&t->typed, 0, from, "", 0);
	return wish;
}

/* Waits for what is typed; false at its end, or when the program is ended. */
static bool read_some(struct talk *t)
{
	struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN },
				{ .fd = signals_fd(), .events = POLLIN } };
	char some[4096];

	app_recent(t->app);
	for (;;) {
		int n = poll(fds, 2, app_unsynced_ms(t->app));

		if (n == 0)
			app_sync(t->app);
		if (n > 0 && fds[1].revents)
			signals_drain();
		if (signals_ended_by())
			return false;
		if (signals_take(SIGNAL_STOPPED))
			stop(t);
		if (n > 0 && fds[0].revents)
			break;
		if (n < 0 && errno != EINTR)
			return false;
	}
	ssize_t got = read(STDIN_FILENO, some, sizeof some);
	if (got > 0 && t->charset)
		charset_decode(t->charset, some, (size_t)got, &t->typed);
	else if (got > 0)
		bytes_add(&t->typed, some, (size_t)got);
	return got > 0 || (got < 0 && errno == EINTR);
}

/* What was typed behind the last line's end is a line as well. */
static enum app_wish take_rest(struct talk *t)
{
	if (t->typed.len == 0 || signals_ended_by())
		return APP_GO_ON;
	bytes_add_char(&t->typed, '\n');
	return take_lines(t);
}

static void turns(struct talk *t)
{
	enum app_wish wish = APP_GO_ON;

	linear_begin(t->linear, &t->told);
	while (wish < APP_QUIT && say_all(t) && read_some(t))
		wish = take_lines(t);
	if (wish < APP_QUIT)
		wish = take_rest(t);
	if (wish < APP_QUIT)
		linear_finish(t->linear);
	app_note(t->app);
	app_sync(t->app);
	if (wish < APP_QUIT)
		linear_end(t->linear, &t->told);
	if (!signals_ended_by())
		app_recent(t->app);
	send(t);
}

enum terminal_problem linear_run(struct document *doc,
				 const struct app_user *user,
				 struct recovery *left,
				 bool (*print)(const struct bytes *))
{
	struct talk talk = { .charset = user->charset,
			     .typed = BYTES_INIT,
			     .told = BYTES_INIT,
			     .print = print,
			     .echoes = !isatty(STDIN_FILENO) };

	if (!signals_catch(NULL))
		return TERMINAL_SHORT;
	talk.app = app_new(doc);
	talk.linear = linear_new(talk.app);
	app_begin(talk.app, doc, user, left);
	app_check_finish(talk.app);
	turns(&talk);
	linear_free(talk.linear);
	app_free(talk.app);
	bytes_release(&talk.typed);
	bytes_release(&talk.told);
	signals_release();
	return TERMINAL_OK;
}
