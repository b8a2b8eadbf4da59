/* What a frame's colours say of a screen of rows. */
#include <config.h>
#include "tui/app_draw.h"

#include <criterion/criterion.h>
#include "tests/unit/support.h"
#include "tui/app.h"

#define CLUB "tests/forms/three-boxes/chess-club.csv"

static struct form_set *forms;
static struct document *doc;
static struct app *app;
static struct canvas canvas;

static void open_form(const char *path)
{
	doc = support_document(forms, support_path(path));
	app = app_new(doc);
	app_check_finish(app);
}

static void close_form(void)
{
	app_free(app);
	document_free(doc);
}

static void setup(void)
{
	forms = support_forms();
	open_form(CLUB);
	canvas_init(&canvas, 24, 80);
}

static void teardown(void)
{
	close_form();
	canvas_release(&canvas);
	form_set_free(forms);
}

static void press(const char *name)
{
	struct key key;

	cr_assert(key_parse(name, &key));
	app_key(app, &key);
	canvas_clear(&canvas, 24, 80);
	app_draw(app, &canvas);
}

TestSuite(screen_rows, .timeout = 30, .init = setup, .fini = teardown);

static int n_cells(enum role role)
{
	int n = 0;

	for (int i = 0; i < canvas.height * canvas.width; i++)
		n += canvas.cells[i].role == role;
	return n;
}

/* The only finding of its sum is a warning. */
Test(screen_rows, a_sum_has_the_colour_of_what_is_wrong_with_it)
{
	press("Alt-2");
	cr_expect_eq(n_cells(ROLE_ERROR), 0);
	cr_expect_gt(n_cells(ROLE_WARNING), 0);
}

/* What stands below the list waits while the hand moves, but not where it stood
   once the list is longer. */
Test(screen_rows, what_is_below_the_list_moves_with_it_at_once)
{
	enum { BELOW = 9 };
	int about;

	close_form();
	open_form(REAL_FORM);
	press("Alt-4");
	about = canvas.about[BELOW];
	cr_assert_neq(about, 0);
	press("Down");
	cr_expect_eq(canvas.about[BELOW], about);
	press("^D");
	cr_expect_neq(canvas.about[BELOW], about);
}
