#include <config.h>
#include "tui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/terminal.h"

enum { EXIT_OK = 0, EXIT_NO_TERMINAL = 2 };

static int refuse(enum terminal_problem problem)
{
	static const char *const sentences[] = {
		[TERMINAL_NOT_A_TTY] =
			N_("填表要在终端里进行;检查文件请用 jixiao check"),
		[TERMINAL_NO_TERM] = N_("环境变量 TERM 没有设置"),
		[TERMINAL_UNKNOWN] = N_("不认识 TERM 所说的终端"),
		[TERMINAL_DUMB] = N_("这个终端不能移动光标"),
	};

	struct bytes text = BYTES_INIT;
	const char *name = getenv("TERM");

	bytes_add_str(&text, say(sentences[problem]));
	if (problem == TERMINAL_UNKNOWN || problem == TERMINAL_DUMB) {
		bytes_add_str(&text, ": TERM=");
		text_show(&text, name, strlen(name), -1);
		bytes_printf(&text, "。%s",
			     _("可以试 TERM=xterm 或 TERM=vt100;"
			       "只检查文件请用 jixiao check"));
	}
	fprintf(stderr, "jixiao: %s\n", text.data);
	bytes_release(&text);
	return EXIT_NO_TERMINAL;
}

static void paint(struct app *app, struct canvas *canvas)
{
	int height, width;

	terminal_size(&height, &width);
	canvas_clear(canvas, height, width);
	app_draw(app, canvas);
	terminal_paint(canvas);
}

static void follow_size(struct app *app)
{
	int height, width;

	terminal_size(&height, &width);
	app_resize(app, height, width);
}

/* Takes what has been typed already before anything is painted: a held key or
   a paste must not queue up frames. */
static bool turn(struct app *app)
{
	struct key key = terminal_key(app_patience_ms(app));

	do {
		if (key.name == K_RESIZE)
			follow_size(app);
		switch (app_key(app, &key)) {
		case APP_QUIT:
			return false;
		case APP_SUSPEND:
			terminal_suspend();
			break;
		case APP_REDRAW:
			terminal_redraw();
			break;
		case APP_GO_ON:
			break;
		}
		key = terminal_key(0);
	} while (key.name != K_NONE);
	return true;
}

int app_run(struct document *doc, const struct terminal_options *options)
{
	enum terminal_problem problem = terminal_open(options);
	struct failure_list faults = { 0 };
	struct canvas canvas;

	if (problem != TERMINAL_OK)
		return refuse(problem);
	struct app *app = app_new(doc);
	canvas_init(&canvas, 1, 1);
	/* The rules come after the first frame: nobody has to wait for them. */
	paint(app, &canvas);
	app_check(app, &faults);
	do
		paint(app, &canvas);
	while (turn(app));
	terminal_close();
	canvas_release(&canvas);
	app_free(app);
	failure_list_release(&faults);
	return EXIT_OK;
}
