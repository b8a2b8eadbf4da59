/* The start screen in the real terminal. */
#include <config.h>
#include "tui/start.h"

static void paint(struct start *s, struct canvas *canvas, bool has_mouse)
{
	int height, width;

	terminal_size(&height, &width);
	terminal_mouse(has_mouse);
	canvas->is_ascii = terminal_is_ascii();
	canvas_clear(canvas, height, width);
	start_draw(s, canvas);
	terminal_paint(canvas);
}

static enum start_choice turns(struct start *s, struct canvas *canvas,
			       bool has_mouse)
{
	enum start_choice choice;
	struct key key;

	for (;;) {
		paint(s, canvas, has_mouse);
		key = terminal_key(-1);
		do {
			choice = start_key(s, &key);
			if (choice == START_GO_ON)
				key = terminal_key(0);
		} while (choice == START_GO_ON && key.name != K_NONE);
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
