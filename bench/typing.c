/*
 * typing: what one letter costs that is typed into a long text, from the key to
 * the frame, what is kept of it included.
 *
 *	typing FORMS FILE CHARACTERS N [FOLDER]
 *
 * Opens FILE by the definitions in the folder FORMS, makes the first long text
 * so many characters long, and types N letters in the middle of it, each in
 * measured_letter(): for callgrind's --toggle-collect. FOLDER: where the
 * journal is kept. Prints the median time of a letter in microseconds.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/times.h"
#include "core/document.h"
#include "core/document_journal.h"
#include "tui/app.h"
#include "tui/app_draw.h"

enum { HEIGHT = 24, WIDTH = 80 };

__attribute__((noinline)) void measured_letter(struct app *, struct canvas *,
					       const struct key *);

void measured_letter(struct app *app, struct canvas *canvas,
		     const struct key *key)
{
	app_key(app, key);
	app_note(app);
	app_draw(app, canvas);
}

/* Clauses of sixteen characters, a paragraph every five hundred or so. */
static void text_make(struct bytes *out, size_t n_chars)
{
	for (size_t i = 0; i < n_chars; i++)
		bytes_add_str(out, i % 512 == 511 ? "\n"
				   : i % 16 == 15 ? "，"
						  : "绩");
}

static int first_long(const struct definition *def)
{
	for (int i = 0; i < def->n_scalars; i++)
		if (def->fields[def->scalars[i]].kind == FIELD_LONG)
			return def->scalars[i];
	exit(EXIT_FAILURE);
}

static void press(struct app *app, struct canvas *canvas, const char *name)
{
	struct key key;

	if (!key_parse(name, &key))
		exit(EXIT_FAILURE);
	measured_letter(app, canvas, &key);
}

/* On the screen of the long text, in the middle of it. */
static void edit_begin(struct app *app, struct canvas *canvas, size_t n_chars)
{
	press(app, canvas, "Alt-3");
	press(app, canvas, "F2");
	press(app, canvas, "Ctrl-Home");
	for (size_t i = 0; i < n_chars / 2; i += 512)
		for (int line = 0; line < 14; line++)
			press(app, canvas, "Down");
	press(app, canvas, "Right");
}

int main(int argc, char **argv)
{
	const char *folders[] = { argc > 4 ? argv[1] : NULL, NULL };
	size_t n_chars = argc > 4 ? strtoul(argv[3], NULL, 10) : 0;
	size_t n = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	struct times times;
	struct failure_list faults = { 0 };
	struct bytes text = BYTES_INIT;
	struct canvas canvas;

	setlocale(LC_CTYPE, "C.UTF-8");
	struct form_set *forms = form_set_new(folders);
	struct document *doc =
		n ? document_open(forms, argv[2], NULL, &faults) : NULL;
	if (!doc)
		return EXIT_FAILURE;
	struct app *app = app_new(doc);
	canvas_init(&canvas, HEIGHT, WIDTH);
	app_check(app, &faults);
	if (argc > 5)
		document_journal_open(doc, argv[5]);
	text_make(&text, n_chars);
	document_set(doc, (struct place){ first_long(doc->def), -1 }, text.data,
		     text.len);
	edit_begin(app, &canvas, n_chars);
	times_init(&times, n);
	for (size_t i = 0; i < n; i++) {
		struct key key = { .name = K_CHAR, .ch = i % 2 ? 'x' : 0x7EE9 };

		times_start(&times);
		measured_letter(app, &canvas, &key);
		times_stop(&times);
	}
	times_print(&times);
	app_free(app);
	document_free(doc);
	form_set_free(forms);
	bytes_release(&text);
	canvas_release(&canvas);
	return 0;
}
