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

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(CLUB));
	app = app_new(doc);
	app_check_finish(app);
	canvas_init(&canvas, 24, 80);
}

static void teardown(void)
{
	canvas_release(&canvas);
	app_free(app);
	document_free(doc);
	form_set_free(forms);
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
	const struct key second = { .name = K_CHAR, .ch = '2', .alt = true };

	app_key(app, &second);
	canvas_clear(&canvas, 24, 80);
	app_draw(app, &canvas);
	cr_expect_eq(n_cells(ROLE_ERROR), 0);
	cr_expect_gt(n_cells(ROLE_WARNING), 0);
}
