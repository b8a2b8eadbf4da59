#include <config.h>

#include "tui/difference_view.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/document.h"
#include "core/memory.h"
#include "tests/unit/support.h"
#include "tests/unit/support_overlay.h"

static struct form_set *forms;

static struct document *open_form(const char *relative)
{
	return support_document(forms, support_path(relative));
}

static void begin(void)
{
	forms = support_forms();
}

static void end(void)
{
	form_set_free(forms);
}

TestSuite(difference_view, .timeout = 60, .init = begin, .fini = end);

#define CLUB "tests/forms/three-boxes/chess-club.csv"
#define CORNER "tests/forms/reading-corner/corner.csv"

Test(difference_view, the_same_form_has_none)
{
	struct document *old = open_form(CLUB), *new = open_form(CLUB);
	struct overlay *o =
		difference_view_new(&old->record, &new->record, "旧", "新");
	struct bytes out = BYTES_INIT;

	cr_expect_eq(difference_view_n(o), 0);
	cr_expect(!(difference_view_place(o).field >= 0));
	support_draw(o, &out, 24, 80, false);
	expect_shows(out, "没有不同");
	support_press(o, "Down");
	support_press(o, "End");
	support_draw(o, &out, 12, 40, false);
	cr_expect_eq(support_press(o, "Enter"), OVERLAY_CLOSED);
	overlay_free(o);
	bytes_release(&out);
	document_free(old);
	document_free(new);
}

Test(difference_view, what_only_the_old_form_has_can_not_be_gone_to)
{
	struct document *old = open_form(CORNER), *new = open_form(CLUB);
	struct overlay *o =
		difference_view_new(&old->record, &new->record, "a", "b");
	struct bytes out = BYTES_INIT;

	cr_assert_gt(difference_view_n(o), 0);
	support_press(o, "End");
	support_draw(o, &out, 24, 80, false);
	expect_shows(out, "新表没有这一栏，旧表是：");
	cr_expect_eq(support_press(o, "Enter"), OVERLAY_CHOSEN);
	cr_expect(place_equal(difference_view_place(o), PLACE_NONE));
	overlay_free(o);
	bytes_release(&out);
	document_free(old);
	document_free(new);
}

Test(difference_view, goes_to_the_cell_in_the_new_one)
{
	struct document *old = open_form(CLUB), *new = open_form(CLUB);
	int field = definition_field(new->def, "活动.预计花费",
				     strlen("活动.预计花费"));
	struct overlay *o;

	cr_assert_geq(field, 0);
	/* the row that is changed stands elsewhere by now */
	document_row_new(new, new->def->fields[field].table, 0, NULL);
	document_set(new, (struct place){ field, 2 }, "999", 3);
	o = difference_view_new(&old->record, &new->record, "a", "b");
	cr_assert_eq(difference_view_n(o), 1, "a blank row is no difference");
	cr_expect(place_equal(difference_view_place(o),
			      (struct place){ field, 2 }));
	overlay_free(o);
	document_free(old);
	document_free(new);
}

Test(difference_view, a_long_text_is_scrolled_to_its_end)
{
	struct document *old = open_form(CLUB), *new = open_form(CLUB);
	int field = definition_field(new->def, "经费说明", strlen("经费说明"));
	struct bytes text = BYTES_INIT, out = BYTES_INIT;
	struct overlay *o;

	cr_assert_geq(field, 0);
	for (int i = 0; i < 40; i++)
		bytes_printf(&text, "第%d句话。", i);
	bytes_add_str(&text, "完");
	document_set(new, (struct place){ field, -1 }, text.data, text.len);
	o = difference_view_new(&old->record, &new->record, "a", "b");
	support_draw(o, &out, 12, 40, false);
	expect_shows(out, "…");
	for (int i = 0; i < 100; i++) {
		support_press(o, "Right");
		support_draw(o, &out, 12, 40, false);
	}
	expect_shows(out, "完+}");
	for (int i = 0; i < 100; i++)
		support_press(o, "Left");
	support_draw(o, &out, 12, 40, false);
	expect_shows(out, "[-");
	overlay_free(o);
	bytes_release(&text);
	bytes_release(&out);
	document_free(old);
	document_free(new);
}

/* Keys and sizes in any order. */
Test(difference_view, stands_whatever_is_pressed)
{
	static const char *const keys[] = { "Up",   "Down", "PgUp", "PgDn",
					    "Home", "End",  "Left", "Right" };
	struct document *old = open_form(CORNER), *new = open_form(CLUB);
	struct overlay *o =
		difference_view_new(&old->record, &new->record, "a", "b");

	support_press_any(o, keys, sizeof keys / sizeof *keys);
	overlay_free(o);
	document_free(old);
	document_free(new);
}
