/* The start screen in the real terminal. */
#include <config.h>
#include "tui/start.h"

static void draw(struct start *s, struct canvas *canvas)
{
	terminal_blank(canvas);
	start_draw(s, canvas);
}

/* Each key as on the frame before it, which nobody sees but the first. */
static enum start_choice take_keys(struct start *s, struct canvas *canvas)
{
	struct key key = terminal_key(-1);
	enum start_choice choice = start_key(s, &key);

	while (choice == START_GO_ON) {
		key = terminal_key(0);
		if (key.name == K_NONE)
			break;
		if (!terminal_is_in_paste())
			draw(s, canvas);
		choice = start_key(s, &key);
	}
	return choice;
}

static enum start_choice turns(struct start *s, struct canvas *canvas,
			       bool has_mouse)
{
	for (;;) {
		terminal_mouse(has_mouse);
		draw(s, canvas);
		terminal_paint(canvas);
		enum start_choice choice = take_keys(s, canvas);
		if (choice == START_SUSPEND)
			terminal_suspend();
		else if (choice == START_REDRAW)
			terminal_redraw();
		else if (choice != START_GO_ON)
			return choice;
	}
}

enum terminal_problem start_run(struct start *s,
				const struct terminal_options *options,
				enum start_choice *choice)
{
	enum terminal_problem problem = terminal_open(options);
	struct canvas canvas;

	*choice = START_END;
	if (problem != TERMINAL_OK)
		return problem;
	canvas_init(&canvas, 1, 1);
	*choice = turns(s, &canvas, options->has_mouse);
	canvas_release(&canvas);
	if (*choice >= START_QUIT)
		terminal_close();
	return TERMINAL_OK;
}
