#include <config.h>

#include "tui/summary_view.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/document.h"
#include "core/text.h"
#include "tests/unit/support_overlay.h"

TestSuite(summary_view, .timeout = 60);

/* Two forms of one department, one that isn't there and one that can't be
   read. */
static void make(struct summary *s)
{
	const char *source = getenv("JIXIAO_SRCDIR");
	struct bytes forms = BYTES_INIT, file = BYTES_INIT;
	struct failure_list failures = { 0 };

	bytes_printf(&forms, "%s/forms", source);
	bytes_printf(&file, "%s/samples/zhanjiang-kexie-2024.tsv", source);
	struct form_set *set =
		form_set_new((const char *const[]){ forms.data, NULL });
	struct document *doc = document_open(set, file.data, NULL, &failures);
	cr_assert(doc && document_check(doc, &failures));

	summary_init(s);
	summary_expect(s, "丙局", strlen("丙局"));
	summary_add(s, doc, "a.csv", false);
	summary_add(s, doc, "b.csv", false);
	summary_add_failed(s, "c.csv", "不是表");
	summary_sort(s);
	document_free(doc);
	form_set_free(set);
	bytes_release(&forms);
	bytes_release(&file);
}

static struct overlay *open_view(void)
{
	struct summary s;
	struct overlay *o;

	make(&s);
	o = summary_view_new(&s);
	/* it has all that it shows */
	summary_release(&s);
	return o;
}

/* What is on screen. */
Test(summary_view, shows_a_section_at_a_time)
{
	struct overlay *o = open_view();
	struct bytes out = BYTES_INIT;

	support_draw(o, &out, 24, 80, false);
	expect_shows(out, "[1总数]");
	expect_shows(out, " 2读不了 ");
	expect_shows(out, "2 张表，1 个部门");
	support_press(o, "Tab");
	support_draw(o, &out, 24, 80, false);
	expect_shows(out, "[2读不了]");
	expect_shows(out, "不是表");
	support_press(o, "Tab");
	support_draw(o, &out, 24, 80, false);
	expect_shows(out, "[3金额]");
	expect_shows(out, "1631.16");
	expect_shows(out, "██████████");
	support_press(o, "Shift-Tab");
	support_press(o, "Shift-Tab");
	support_press(o, "Shift-Tab");
	support_draw(o, &out, 24, 80, false);
	expect_lacks(out, "[1总数]");
	overlay_free(o);
	bytes_release(&out);
}

Test(summary_view, never_cuts_an_amount)
{
	struct overlay *o = open_view();
	struct bytes out = BYTES_INIT;

	for (int w = 40; w <= 120; w++) {
		support_press(o, "3");
		support_draw(o, &out, 12, w, true);
		expect_shows(out, " 1262.46 ");
		expect_lacks(out, "█");
		support_press(o, "4");
		support_draw(o, &out, 12, w, true);
		expect_shows(out, "1631.16");
	}
	overlay_free(o);
	bytes_release(&out);
}

Test(summary_view, tells_which_file_a_line_is_of)
{
	struct overlay *o = open_view();

	cr_expect_eq(support_press(o, "Enter"), OVERLAY_NOT_THAT);
	cr_expect_null(summary_view_path(o));
	support_press(o, "2");
	cr_expect_eq(support_press(o, "Enter"), OVERLAY_CHOSEN);
	cr_expect_str_eq(summary_view_path(o), "c.csv");
	support_press(o, "5");
	support_press(o, "Down");
	cr_expect_eq(support_press(o, "Enter"), OVERLAY_CHOSEN);
	cr_expect_str_eq(summary_view_path(o), "b.csv");
	cr_expect_eq(support_press(o, "x"), OVERLAY_NOT_THAT);
	cr_expect_eq(support_press(o, "Esc"), OVERLAY_CLOSED);
	overlay_free(o);
}

Test(summary_view, scrolls_to_the_end_of_every_section)
{
	struct overlay *o = open_view();
	struct bytes out = BYTES_INIT;

	for (int i = 0; i < 12; i++) {
		support_press(o, "End");
		support_draw(o, &out, 12, 40, false);
		expect_shows(out, "\n > ");
		support_press(o, "PgUp");
		support_press(o, "Home");
		support_draw(o, &out, 12, 40, false);
		expect_shows(out, "\n > ");
		support_press(o, "F6");
	}
	overlay_free(o);
	bytes_release(&out);
}

/* Keys and sizes in any order. */
Test(summary_view, stands_whatever_is_pressed)
{
	static const char *const keys[] = {
		"Tab",	"Shift-Tab", "Up", "Down",	"PgUp", "PgDn",
		"Home", "End",	     "7",  "Ctrl-PgDn", "Left", "Enter"
	};
	struct overlay *o = open_view();

	support_press_any(o, keys, sizeof keys / sizeof *keys);
	overlay_free(o);
}
