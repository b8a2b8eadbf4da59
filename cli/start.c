#include <config.h>
#include "cli/open.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "cli/environment.h"
#include "cli/find_forms.h"
#include "cli/looks.h"
#include "core/memory.h"
#include "core/path.h"
#include "core/recent.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/start.h"

/* What the screen shows, as of one time. */
struct offering {
	struct start_offer offer;
	struct form_set *forms;
	struct start_kind *kinds; /* once they were asked for */
	struct recent recent;
	struct recovery *left;
	struct bytes left_text;
	char *sample;
};

/* ---- what there is ---- */

/* One that is broken has no other name than its folder's. */
static struct start_kind kind_of(struct form_set *forms, size_t i)
{
	struct failure_list faults = { 0 };
	struct form *form = form_set_at(forms, i, &faults);
	const char *folder = path_last(form_set_folder(forms, i));

	failure_list_release(&faults);
	return form ? (struct start_kind){ say_title(form->def), folder }
		    : (struct start_kind){ folder, "" };
}

/* One kind needs no name, nor to be read yet. */
static const struct start_kind *list_kinds(void *ctx, size_t *n, size_t *n_own)
{
	struct offering *f = ctx;
	size_t n_all = form_set_count_all(f->forms);

	*n_own = form_set_count(f->forms);
	*n = n_all;
	free(f->kinds);
	f->kinds = memory_array(n_all + 1, sizeof *f->kinds);
	for (size_t i = 0; n_all > 1 && i < n_all; i++)
		f->kinds[i] = kind_of(f->forms, i);
	return f->kinds;
}

/* 11-25 10:31,3 处改动 */
static void describe_left(struct offering *f, struct opening *o)
{
	char time[32];
	struct tm last;

	f->left = recovery_find(o->forms, o->state, "-", NULL);
	if (!f->left || !f->left->doc)
		return;
	localtime_r(&f->left->last, &last);
	strftime(time, sizeof time, "%m-%d %H:%M", &last);
	text_show_str(&f->left_text, document_name(f->left->doc), 30);
	bytes_printf(&f->left_text, "%s%s", f->left_text.len ? " " : "", time);
	if (f->left->n_changes > 0)
		bytes_printf(&f->left_text, _("，%zu 处改动"),
			     f->left->n_changes);
	f->offer.left = f->left_text.data;
}

static void offering_init(struct offering *f, struct opening *o)
{
	*f = (struct offering){ .sample = find_sample(), .forms = o->forms };
	bytes_init(&f->left_text);
	recent_read(&f->recent, o->state);
	f->offer.kinds = list_kinds;
	f->offer.ctx = f;
	f->offer.wants_kind = o->wants_kind;
	describe_left(f, o);
	f->offer.recent = (const char *const *)f->recent.paths;
	f->offer.n_recent = f->recent.n;
	f->offer.home = folder_of("HOME");
	f->offer.has_sample = f->sample != NULL;
}

static void offering_release(struct offering *f)
{
	recovery_free(f->left);
	recent_release(&f->recent);
	bytes_release(&f->left_text);
	free(f->kinds);
	free(f->sample);
}

/* ---- what was chosen ---- */

/* NAME.csv for what is called NAME.anything. */
static char *own_name(const char *path)
{
	const char *name = path_last(path);
	struct bytes out = BYTES_INIT;

	bytes_printf(&out, "%.*s.csv", (int)strcspn(name, "."), name);
	return bytes_take(&out);
}

/* Whatever is tried on it, the sample stays: saving proposes a name here. */
static enum exit_code open_sample(struct opening *o, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *document =
		document_open(o->forms, path, NULL, &faults);
	enum exit_code code = EXIT_INPUT;

	if (document) {
		document->proposed = own_name(path);
		free(document->path);
		document->path = memory_copy("-", 1);
		document->has_file = false;
		code = open_document(o, document,
				     _("这是样表，随便改；存的时候另起名字"));
	}
	opening_tell(o, &faults);
	failure_list_release(&faults);
	document_free(document);
	return code;
}

static enum exit_code obey(struct opening *o, struct offering *f,
			   const struct start *s, enum start_choice choice)
{
	switch (choice) {
	case START_LEFT:
		return open_left(o, f->left, "");
	case START_BLANK:
		return new_blank(o, start_form(s));
	case START_FROM:
		return new_from(o, start_path(s));
	case START_OPEN:
		return open_path(o, start_path(s));
	case START_SAMPLE:
		return open_sample(o, f->sample);
	case START_REVIEW:
		return review_path(o, start_path(s));
	default:
		return EXIT_CLEAN;
	}
}

static void say_trouble(struct opening *o, struct start *s)
{
	if (o->trouble.len > 0)
		start_say(s, ROLE_ERROR, o->trouble.data);
	bytes_clear(&o->trouble);
}

/* What can't be opened may be the wrong one of many: the next one is looked for
   where that was. */
struct again {
	enum start_choice choice; /* START_GO_ON: none */
	struct bytes folder;
};

static void note_again(struct again *again, const struct start *s,
		       enum start_choice choice, bool has_failed)
{
	const char *folder = start_sought(s);

	bytes_clear(&again->folder);
	again->choice = has_failed && folder ? choice : START_GO_ON;
	if (again->choice != START_GO_ON)
		bytes_add_str(&again->folder, folder);
}

/* One look at it; true: back to it. */
static bool turn(struct opening *o, struct again *again, enum exit_code *code)
{
	const struct terminal_options terminal = looks_of(o->options);
	enum start_choice choice;
	struct offering offering;
	struct start *s;

	offering_init(&offering, o);
	s = start_new(&offering.offer);
	if (again->choice != START_GO_ON)
		start_seek(s, again->choice, again->folder.data);
	say_trouble(o, s);
	o->wants_start = o->wants_kind = false;
	*code = explain_terminal(start_run(s, &terminal, &choice));
	if (choice < START_QUIT)
		*code = obey(o, &offering, s, choice);
	note_again(again, s, choice, o->trouble.len > 0);
	start_free(s);
	offering_release(&offering);
	return choice < START_QUIT && (o->wants_start || o->trouble.len > 0);
}

enum exit_code start_screen(struct opening *o)
{
	struct again again = { .folder = BYTES_INIT };
	enum exit_code code;

	o->is_started = true;
	while (turn(o, &again, &code))
		;
	bytes_release(&again.folder);
	return code;
}
