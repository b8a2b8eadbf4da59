#include <config.h>

#include <stdio.h>
#include <string.h>
#include "tests/screens/run.h"
#include "tui/app_draw.h"
#include "tui/columns.h"

void run_draw(struct run *r)
{
	bytes_clear(&r->frame);
	if (!r->app && !r->start && !r->desk.desk)
		return;
	canvas_clear(&r->canvas, r->height, r->width);
	if (r->start)
		start_draw(r->start, &r->canvas);
	else if (!r->app)
		desk_draw(r->desk.desk, &r->canvas);
	else
		app_draw(r->app, &r->canvas);
	canvas_print(&r->frame, &r->canvas);
	if (r->canvas.cursor_y < 0)
		run_fault(r, "the cursor is hidden", "");
}

/* As it stands in a case file. */
static void print_expected(const struct run *r, struct bytes *out)
{
	for (const char *s = r->frame.data; *s;) {
		size_t n = strcspn(s, "\n");

		bytes_add_char(out, '|');
		bytes_add(out, s, n);
		bytes_add_char(out, '\n');
		s += n + (s[n] == '\n');
	}
}

void run_expect(struct run *r, const char *rest)
{
	struct bytes expected = BYTES_INIT, actual = BYTES_INIT;

	(void)rest;
	for (; *r->next && **r->next == '|'; r->next++, r->line++)
		bytes_printf(&expected, "%s\n", *r->next);
	print_expected(r, &actual);
	bytes_add(&r->out, actual.data, actual.len);
	if (!r->updates && strcmp(expected.data, actual.data) != 0) {
		run_fault(r, "another frame", "");
		printf("expected\n%sactual\n%s", expected.data, actual.data);
	}
	bytes_release(&expected);
	bytes_release(&actual);
}

static void compare_text(struct run *r, const char *text, bool wanted)
{
	/* an empty screen lacks everything */
	if (r->frame.len > 0 && !strstr(r->frame.data, text) != wanted)
		return;
	run_fault(r, wanted ? "not on screen: " : "on screen: ", text);
	printf("%s", r->frame.data);
}

void run_contains(struct run *r, const char *rest)
{
	compare_text(r, rest, true);
}

void run_lacks(struct run *r, const char *rest)
{
	compare_text(r, rest, false);
}

void run_cursor(struct run *r, const char *rest)
{
	char actual[64];

	snprintf(actual, sizeof actual, "%d %d", r->canvas.cursor_y,
		 r->canvas.cursor_x);
	if (strcmp(actual, rest) != 0)
		run_fault(r, "the cursor is at ", actual);
}

void run_size(struct run *r, const char *rest)
{
	sscanf(rest, "%dx%d", &r->width, &r->height);
	if (r->app)
		app_resize(r->app, r->height, r->width);
	run_draw(r);
}

/* As terminal_is_ascii() has it. */
static void change_terminal(struct run *r, bool is_wide)
{
	columns_set_wide(is_wide);
	r->canvas.is_ascii = true;
	run_draw(r);
}

void run_ascii(struct run *r, const char *rest)
{
	(void)rest;
	change_terminal(r, false);
}

void run_wide(struct run *r, const char *rest)
{
	(void)rest;
	change_terminal(r, true);
}
