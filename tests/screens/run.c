/*
 * run: drives the screens by case files: keys in, frames out, no terminal.
 *
 *	run [--update] CASE-FILE...
 *
 * A case file is plain text, one word and its rest a line:
 *
 *	case NAME		begins a case
 *	size 80x24		the screen's size, also later in the case
 *	lang en			before open
 *	open FILE [NAME]	a copy of a file of the source tree, in a folder
 *				of its own, where saving does no harm
 *	open-unchecked FILE	the same before the rules are loaded
 *	new [FILE]		a new form, out of a copy of that file; without one
 *				a blank one of the first form
 *	held USER HOST PID DAYS	before open: that one holds the file's lock, and
 *				has been quiet for so many days; this program is
 *				test's on the host "here"; after open: that one
 *				takes it over
 *	given-back		meanwhile that one closes the file
 *	readonly		before open: --readonly
 *	not-to-write		before open: the file may not be written to
 *	copy FILE [NAME]	a copy of a file of the source tree is there
 *	recent PATH		before start: it was open last
 *	left TEXT		before start: this was left behind
 *	start [N [OWN]]		the start screen, with N forms to choose from, those
 *				behind OWN of other places
 *	told WHY		there: what was chosen last can't be had
 *	chosen WHAT		there: blank N, from PATH, open PATH, sample, left,
 *				quit, nothing
 *	handed-in FILE NAME [OLD NEW]
 *				a copy of a file of the source tree lies in the
 *				folder of forms, NEW in it for each OLD
 *	taken-back NAME		it doesn't any more
 *	last-year NAME		what was handed in so is one of last year's;
 *				once, before desk
 *	desk [names]		the list of that folder's forms; before any of
 *				them is read
 *	look			the folder is looked through again
 *	opened NAME		the form that was opened from there
 *	ascii			from here on: --ascii
 *	wide			a terminal that draws × and … two columns wide
 *	keys Down ^S "text"	keys as key_parse() knows them; quoted: typed;
 *				a ~ in quotes is Enter, a → is Tab, for pastes
 *	editor COMMAND		what ^O runs from here on
 *	wait			no key for as long as the program waits
 *	expect			the frame, on lines that begin with |
 *	contains TEXT		somewhere in the frame
 *	lacks TEXT
 *	cursor Y X
 *	saved TEXT		somewhere in the file on disk
 *	quits			the last key left the program
 *	changed			meanwhile another program writes into the file
 *	emptied			meanwhile another program empties it
 *	replaced OLD NEW	meanwhile another program writes NEW for OLD
 *	removed			meanwhile another program removes it
 *	rows N			the first table has N rows, of its last row copies
 *	linked			meanwhile it gets a second name, other.csv
 *	full			from here on nothing can be written
 *	room			and now it can again
 *	holds FILE TEXT		somewhere in that file
 *	killed			the program is killed and started again; "killed
 *				looks-only": for looking only; a form that is
 *				reviewed is reviewed again, unless by "killed
 *				filling-in"
 *
 * In each frame the cursor is shown: it stands where one is, for who can't see
 * the frame, and where an input method writes.
 *
 * --update writes the frames as they are now into the case files.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/memory.h"
#include "locale/say.h"
#include "tests/screens/run.h"
#include "tui/columns.h"

void run_fault(struct run *r, const char *what, const char *detail)
{
	printf("%s:%zu: %s: %s%s\n", r->file, r->line, r->name, what, detail);
	r->has_failed = true;
}

static void end_case(struct run *r)
{
	if (!r->is_open)
		return;
	run_start_close(r);
	run_desk_close(&r->desk);
	run_close(r);
	printf("%s %s\n", r->has_failed ? "FAIL" : "ok  ", r->name);
	*(r->has_failed ? &r->n_failed : &r->n_passed) += 1;
	r->is_open = false;
	say_init("zh", (const char *const[]){ NULL });
}

static void begin_case(struct run *r, const char *name)
{
	end_case(r);
	snprintf(r->name, sizeof r->name, "%s", name);
	r->is_open = true;
	r->has_failed = r->has_quit = r->looks_only = false;
	r->may_not_write = false;
	r->holder = (struct lock_holder){ 0 };
	r->height = 24;
	r->width = 80;
	r->canvas.is_ascii = false;
	columns_set_wide(false);
}

static void set_language(struct run *r, const char *lang)
{
	struct bytes folder = BYTES_INIT;

	bytes_printf(&folder, "%s/locale",
		     getenv("JIXIAO_BUILDDIR") ? getenv("JIXIAO_BUILDDIR")
					       : r->source);
	if (!say_init(lang, (const char *const[]){ folder.data, NULL }))
		run_fault(r, "no such language: ", lang);
	else if (say_is_english() && strcmp(say("问题"), "问题") == 0)
		run_fault(r, "no catalogue in ", folder.data);
	bytes_release(&folder);
}

static void set_editor(struct run *r, const char *command)
{
	(void)r;
	setenv("VISUAL", command, 1);
}

static const struct word {
	const char *name;
	void (*say)(struct run *, const char *rest);
} words[] = {
	{ "ascii", run_ascii },
	{ "case", begin_case },
	{ "changed", run_changed },
	{ "chosen", run_chosen },
	{ "contains", run_contains },
	{ "copy", run_copy_there },
	{ "cursor", run_cursor },
	{ "desk", run_list },
	{ "editor", set_editor },
	{ "emptied", run_emptied },
	{ "expect", run_expect },
	{ "full", run_full },
	{ "given-back", run_given_back },
	{ "handed-in", run_handed_in },
	{ "held", run_held },
	{ "holds", run_holds },
	{ "keys", run_keys },
	{ "killed", run_killed },
	{ "lacks", run_lacks },
	{ "lang", set_language },
	{ "last-year", run_last_year },
	{ "left", run_left },
	{ "linked", run_linked },
	{ "look", run_look },
	{ "new", run_new },
	{ "open", run_open },
	{ "open-unchecked", run_open_unchecked },
	{ "not-to-write", run_not_to_write },
	{ "opened", run_opened },
	{ "quits", run_quits },
	{ "readonly", run_readonly },
	{ "recent", run_recent },
	{ "removed", run_removed },
	{ "replaced", run_replaced },
	{ "room", run_room },
	{ "rows", run_rows },
	{ "saved", run_saved },
	{ "size", run_size },
	{ "start", run_start },
	{ "told", run_told },
	{ "taken-back", run_taken_back },
	{ "wait", run_wait },
	{ "wide", run_wide },
};

static void do_line(struct run *r, const char *line)
{
	const size_t n_words = sizeof words / sizeof *words;
	char name[32] = "";
	size_t i = 0;
	int n = 0;

	r->line++;
	bytes_printf(&r->out, "%s\n", line);
	if (sscanf(line, "%31s %n", name, &n) < 1 || *line == '#')
		return;
	while (i < n_words && strcmp(words[i].name, name) != 0)
		i++;
	if (i < n_words)
		words[i].say(r, n > 0 ? line + n : "");
	else
		run_fault(r, "no such word: ", name);
}

static bool run_file(struct run *r, const char *path)
{
	struct store_stamp stamp;
	char *data, **lines;
	size_t n, n_lines = 0;

	if (!store_read(path, &data, &n, &stamp, NULL)) {
		printf("%s: can't be read\n", path);
		return false;
	}
	lines = memory_array(n + 2, sizeof *lines);
	for (char *s = data; *s; n_lines++) {
		lines[n_lines] = s;
		s += strcspn(s, "\n");
		if (*s)
			*s++ = '\0';
	}
	r->file = path;
	r->line = 0;
	bytes_clear(&r->out);
	for (r->next = lines; *r->next;)
		do_line(r, *r->next++);
	end_case(r);
	if (r->updates && r->n_failed == 0)
		store_write(path, r->out.data, r->out.len, NULL, &stamp, NULL);
	free(lines);
	free(data);
	return true;
}

int main(int argc, char **argv)
{
	struct run r = { .frame = BYTES_INIT,
			 .out = BYTES_INIT,
			 .greeting = BYTES_INIT,
			 .offer = { .has_sample = true, .home = "/home/a" } };
	const char *source = getenv("JIXIAO_SRCDIR");
	bool ok = true;

	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	say_init("zh", (const char *const[]){ NULL });
	r.source = realpath(source ? source : ".", NULL);
	strcpy(r.folder, "/tmp/jixiao-screens-XXXXXX");
	if (!r.source || !mkdtemp(r.folder))
		return 99;
	canvas_init(&r.canvas, 24, 80);
	for (int i = 1; i < argc; i++) {
		char *path = NULL;
		if (strcmp(argv[i], "--update") == 0) {
			r.updates = true;
			continue;
		}
		/* Each file from where the program was started; its cases in
		   the folder where saving does no harm. */
		path = realpath(argv[i], NULL);
		char *here = getcwd(NULL, 0);
		ok &= chdir(r.folder) == 0 &&
		      run_file(&r, path ? path : argv[i]);
		ok &= here && chdir(here) == 0;
		free(here);
		free(path);
	}
	printf("%d passed, %d failed\n", r.n_passed, r.n_failed);
	rmdir(r.folder);
	canvas_release(&r.canvas);
	bytes_release(&r.frame);
	bytes_release(&r.out);
	bytes_release(&r.greeting);
	free((char *)r.source);
	say_release();
	return ok && r.n_failed == 0 && r.n_passed > 0 ? 0 : 1;
}
