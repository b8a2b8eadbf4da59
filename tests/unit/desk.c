#include <config.h>

#include "tui/desk_private.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "tests/unit/support.h"

/* The list where the folder says no: what is shown is what is written. */

TestSuite(desk, .timeout = 60);

static struct review_hand hand(void)
{
	return (struct review_hand){ .reviewer = "张三", .time = 1709283600 };
}

/* One form, beside which nothing can be written as long as its folder is
   away. */
struct table {
	char *folder;
	struct bytes form, away;
	struct desk *desk;
	struct canvas canvas;
};

static void hand_in(struct desk *desk, size_t id, const char *path,
		    const char *department)
{
	struct watch_news news = {
		.kind = WATCH_READ,
		.id = id,
		.path = strdup(path),
		.paper = calloc(1, sizeof *news.paper),
	};
	news.paper->department = department;
	news.paper->year = news.paper->other = news.paper->money = "";
	news.paper->unit = news.paper->opinions = "";
	desk_take(desk, &news);
}

static void begin(struct table *t)
{
	*t = (struct table){ .folder = support_folder() };
	bytes_init(&t->form);
	bytes_init(&t->away);
	bytes_printf(&t->away, "%s/away", t->folder);
	bytes_printf(&t->form, "%s/a.csv", t->away.data);
	t->desk = desk_new(t->folder, hand);
	hand_in(t->desk, 0, t->form.data, "");
	canvas_init(&t->canvas, 24, 80);
	desk_draw(t->desk, &t->canvas);
}

static void end(struct table *t)
{
	canvas_release(&t->canvas);
	desk_free(t->desk);
	support_remove_folder(t->folder);
	free(t->folder);
	bytes_release(&t->form);
	bytes_release(&t->away);
}

static enum review_state shown(const struct table *t)
{
	return t->desk->by_id[0]->paper->state;
}

static void press_state(struct table *t)
{
	desk_act(t->desk, ACTION_STATE_NEXT);
}

Test(desk, a_state_that_is_not_written_is_not_shown)
{
	struct table t;

	begin(&t);
	press_state(&t);
	cr_expect_eq((int)shown(&t), REVIEW_UNREAD);
	cr_expect_eq((int)t.desk->message_role, ROLE_ERROR);
	cr_assert(!mkdir(t.away.data, 0777));
	press_state(&t);
	cr_expect_eq((int)shown(&t), REVIEW_READING);
	cr_expect_eq((int)t.desk->message_role, ROLE_GOOD);
	end(&t);
}

Test(desk, where_a_file_cant_be_read_is_told)
{
	struct bytes said = BYTES_INIT;
	struct table t;

	begin(&t);
	struct sheet *sheet = t.desk->by_id[0];

	failure_list_add(&sheet->paper->failures, FAILURE_ENCODING, "a.csv", 12,
			 0);
	sheet_print_failure(sheet, &said);
	cr_expect(strstr(said.data, "第 12 行：从这一行起"), "%s", said.data);
	bytes_release(&said);
	end(&t);
}

Test(desk, a_state_that_is_tried_again_is_the_same_one)
{
	struct table t;
	struct reviewing r;

	begin(&t);
	cr_assert(reviewing_init(&r, t.form.data, hand));
	cr_expect(!reviewing_turn_state(&r, false, r.review.state));
	cr_expect(!reviewing_turn_state(&r, false, r.review.state));
	cr_assert(!mkdir(t.away.data, 0777));
	cr_expect(reviewing_turn_state(&r, false, r.review.state));
	cr_expect_eq((int)r.review.state, REVIEW_READING);
	cr_expect(reviewing_turn_state(&r, false, r.review.state));
	cr_expect_eq((int)r.review.state, REVIEW_RETURNED);
	reviewing_release(&r);
	end(&t);
}

static bool draws(struct table *t, const char *text)
{
	struct bytes frame = BYTES_INIT;
	bool has;

	desk_draw(t->desk, &t->canvas);
	canvas_print(&frame, &t->canvas);
	has = strstr(frame.data, text);
	bytes_release(&frame);
	return has;
}

Test(desk, last_years_forms_are_looked_at_first_and_it_says_so)
{
	struct watch_news before = { .kind = WATCH_BEFORE };
	struct watch_news ready = { .kind = WATCH_READY };
	struct table t;

	begin(&t);
	desk_take(t.desk, &before);
	cr_expect(draws(&t, "正在看去年的表"));
	desk_take(t.desk, &ready);
	cr_expect(draws(&t, "正在检查 1/1"));
	end(&t);
}

/* What a terminal would obey, or what turns a line round. */
static bool is_plain(struct desk *d, struct canvas *canvas)
{
	struct bytes frame = BYTES_INIT;
	bool is_plain = true;

	desk_draw(d, canvas);
	canvas_print(&frame, canvas);
	for (size_t i = 0; i < frame.len; i++)
		if ((unsigned char)frame.data[i] < ' ' && frame.data[i] != '\n')
			is_plain = false;
	is_plain = is_plain && !strstr(frame.data, "\u202E");
	bytes_release(&frame);
	return is_plain;
}

Test(desk, what_names_hold_never_reaches_the_terminal)
{
	static const enum action views[] = { ACTION_REDRAW, ACTION_BOARD,
					     ACTION_BOARD, ACTION_DIFFER };
	static const char harm[] = "\033[2J\033]0;x\a\n甲\u202E乙\xFF.csv";
	struct bytes path = BYTES_INIT;
	struct table t;

	begin(&t);
	bytes_printf(&path, "%s/%s", t.folder, harm);
	hand_in(t.desk, 1, path.data, "");
	hand_in(t.desk, 2, path.data, harm);
	cr_expect(draws(&t, "<1B>[2J"));
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		desk_act(t.desk, views[i]);
		for (int w = 40; w < 140; w++) {
			canvas_clear(&t.canvas, 24, w);
			cr_expect(is_plain(t.desk, &t.canvas), "%zu %d", i, w);
		}
	}
	cr_expect_not_null(t.desk->overlay);
	bytes_release(&path);
	end(&t);
}

Test(desk, escape_lists_all_again)
{
	static const struct key escape = { .name = K_ESCAPE };
	struct table t;

	begin(&t);
	desk_act(t.desk, ACTION_FILTER_STATE);
	desk_act(t.desk, ACTION_FILTER_STATE);
	cr_expect_eq(t.desk->n_found, 0);
	desk_key(t.desk, &escape);
	cr_expect_eq(t.desk->n_found, 1);
	end(&t);
}

Test(desk, a_hint_of_what_covers_the_list_can_be_clicked)
{
	struct key click = { .name = K_CLICK };
	struct table t;

	begin(&t);
	desk_act(t.desk, ACTION_HELP);
	cr_assert(draws(&t, "Esc返回"));
	click.ch = 23u << 16 | 2;
	desk_key(t.desk, &click);
	cr_expect_null(t.desk->overlay);
	end(&t);
}

/* Somebody else's state stands beside the form, and isn't on screen yet. */
static void another_accepts(const struct table *t)
{
	static const struct review_hand li = { .reviewer = "李四",
					       .time = 1709283700 };
	const struct store_how how = { 0 };
	struct failure failure = { 0 };
	struct review review;

	review_init(&review);
	review_set_state(&review, REVIEW_ACCEPTED, &li);
	cr_assert(review_write(&review, t->form.data, &how, &failure));
	review_release(&review);
}

Test(desk, a_state_that_another_reviewer_set_meanwhile_stays)
{
	struct table t;
	struct reviewing r;

	begin(&t);
	cr_assert(!mkdir(t.away.data, 0777));
	cr_assert(reviewing_init(&r, t.form.data, hand));
	another_accepts(&t);
	press_state(&t);
	cr_expect_eq((int)shown(&t), REVIEW_ACCEPTED);
	cr_expect(strstr(t.desk->message.data, "李四"));
	/* nor from a form that was opened before */
	cr_expect(!reviewing_turn_state(&r, false, r.review.state));
	cr_expect_eq((int)r.review.state, REVIEW_ACCEPTED);
	cr_expect(reviewing_turn_state(&r, false, r.review.state));
	cr_expect_eq((int)r.review.state, REVIEW_UNREAD);
	reviewing_release(&r);
	end(&t);
}

/* Asks for a sum, presses a key, and the sum comes. True: it covers the
   list. */
static bool is_covered_after(struct table *t, const char *name)
{
	struct watch_news news = { .kind = WATCH_SUMMED };
	struct key key;

	news.summary = calloc(1, sizeof *news.summary);
	summary_init(news.summary);
	desk_act(t->desk, ACTION_SUMMARY);
	cr_assert(key_parse(name, &key));
	desk_key(t->desk, &key);
	const struct overlay *before = t->desk->overlay;
	desk_take(t->desk, &news);
	return t->desk->overlay != before;
}

Test(desk, a_sum_comes_to_who_waits_for_it)
{
	struct table t;

	begin(&t);
	cr_expect(!is_covered_after(&t, "Esc"));
	cr_expect(!is_covered_after(&t, "F4"));
	cr_expect(!is_covered_after(&t, "F1"), "help stays");
	end(&t);
	begin(&t);
	cr_expect(is_covered_after(&t, "Down"));
	end(&t);
	begin(&t);
	cr_expect(is_covered_after(&t, "Tab"), "a key ahead of it");
	end(&t);
}
