/* The desk in the real terminal. */
#include <config.h>
#include "tui/desk.h"

#include <stdlib.h>

/* How often news are looked for: while forms are being read, and else. */
enum {
	BUSY_MS = 60,
	IDLE_MS = 300,
	AT_ONCE_MS = 150,
	WANTED_MOST = 64,
	SOON_TURNS = 8
};

static void draw(struct desk *d, struct canvas *canvas)
{
	terminal_blank(canvas);
	desk_draw(d, canvas);
}

static void paint(struct desk *d, struct canvas *canvas)
{
	terminal_mouse(desk_has_mouse(d));
	draw(d, canvas);
	terminal_paint(canvas);
}

static void take_news(struct desk *d, struct watch *watch)
{
	struct watch_news news;

	while (watch_take(watch, &news))
		desk_take(d, &news);
}

static void tell_wanted(struct desk *d, struct watch *watch)
{
	size_t ids[WANTED_MOST];

	watch_want(watch, ids, desk_wanted(d, ids, WANTED_MOST));
}

static bool tell_touched(struct desk *d, struct watch *watch)
{
	bool any = false;
	size_t id;

	for (; desk_touched(d, &id); any = true)
		watch_again(watch, id);
	if (any)
		watch_look(watch);
	return any;
}

static void look(struct desk *d, struct watch *watch)
{
	tell_touched(d, watch);
	watch_look(watch);
}

static void sum_up(struct desk *d, struct watch *watch)
{
	size_t n, *ids = desk_listed(d, &n);

	watch_sum(watch, ids, n);
	free(ids);
	watch_wait_summed(watch, AT_ONCE_MS);
}

/* What was typed meanwhile is done before anything is painted: each key as on
   the frame before it, which nobody sees. */
static enum desk_wish take_keys(struct desk *d, struct watch *watch,
				struct canvas *canvas, struct key key)
{
	enum desk_wish wish = DESK_GO_ON;

	for (; key.name != K_NONE; key = terminal_key(0)) {
		if (desk_has_news(d) && !terminal_is_in_paste())
			draw(d, canvas);
		wish = desk_key(d, &key);
		if (wish == DESK_SUSPEND)
			terminal_suspend();
		else if (wish == DESK_REDRAW)
			terminal_redraw();
		else if (wish == DESK_LOOK)
			look(d, watch);
		else if (wish == DESK_SUM) {
			/* the next key is for the sum, if that is quick */
			sum_up(d, watch);
			break;
		} else if (wish != DESK_GO_ON)
			return wish;
	}
	return DESK_GO_ON;
}

static enum desk_wish turns(struct desk *d, struct watch *watch,
			    struct canvas *canvas)
{
	enum desk_wish wish;
	int n_soon = 0; /* turns in which news are expected */

	do {
		/* also of a form that was left just now */
		n_soon = tell_touched(d, watch) ? SOON_TURNS : n_soon - 1;
		take_news(d, watch);
		if (desk_has_news(d)) {
			paint(d, canvas);
			tell_wanted(d, watch);
		}
		wish = take_keys(d, watch, canvas,
				 terminal_key(desk_is_busy(d) || n_soon > 0
						      ? BUSY_MS
						      : IDLE_MS));
	} while (wish == DESK_GO_ON);
	return wish;
}

enum terminal_problem desk_run(struct desk *d, struct watch *watch,
			       const struct terminal_options *options,
			       enum desk_wish *wish)
{
	enum terminal_problem problem = terminal_open(options);
	struct canvas canvas;

	*wish = DESK_END;
	if (problem != TERMINAL_OK)
		return problem;
	canvas_init(&canvas, 1, 1);
	/* the names are there at once but where the folder is far away */
	watch_wait_listed(watch, AT_ONCE_MS);
	*wish = turns(d, watch, &canvas);
	canvas_release(&canvas);
	if (*wish >= DESK_QUIT)
		terminal_close();
	return TERMINAL_OK;
}
