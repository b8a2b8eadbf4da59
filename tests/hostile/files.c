/*
 * files: hostile files through `jixiao check` in all its formats and both its
 * languages, and through all its screens; hostile definitions through `jixiao
 * forms` as well.
 *
 *	files PROGRAM TOP [all | N | =NUMBER]
 *
 * all, or N of them spread over the kinds, or the one with that number, which
 * is then left behind to look at. It works in the current folder, which has the
 * definitions in forms-all/.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tests/hostile/make.h"
#include "tests/hostile/watch.h"

struct run {
	char *program;
	const char *top;
	struct hostile hostile;
	unsigned number;
	bool is_whole; /* each file in every way */
	unsigned n_files, n_runs, n_opened, n[WATCH_ENDS];
	long slowest_ms;
};

static void note(struct run *run, const struct watch *watch,
		 char *const *command)
{
	run->n_runs++;
	run->n[watch->end]++;
	if (watch->ms > run->slowest_ms)
		run->slowest_ms = watch->ms;
	if (watch->end == WATCH_FINE)
		return;
	printf("not ok %u: %s:", run->number, watch->what);
	for (int i = 1; command[i]; i++)
		printf(" %s", strcmp(command[i], run->hostile.form.name.data)
				      ? command[i]
				      : "FILE");
	putchar('\n');
	fflush(stdout);
}

/* ---- the files on disk ---- */

static bool put(const struct hostile_file *file)
{
	FILE *out = fopen(file->name.data, "we");
	bool ok = out && fwrite(file->data.data, 1, file->data.len, out) ==
				 file->data.len;

	return out && !fclose(out) && ok;
}

static bool put_all(const struct hostile *h)
{
	bool ok = put(&h->form);

	if (h->has_definition) {
		mkdir("forms", 0777);
		mkdir("forms/f", 0777);
	}
	for (int i = 0; i < h->n_sides; i++)
		ok &= put(&h->sides[i]);
	setenv("JIXIAO_FORMS", h->has_definition ? "forms" : "forms-all", 1);
	return ok;
}

static void remove_all(const struct hostile *h)
{
	unlink(h->form.name.data);
	for (int i = 0; i < h->n_sides; i++)
		unlink(h->sides[i].name.data);
	rmdir("forms/f");
	rmdir("forms");
}

/* ---- the ways through the program ---- */

static void check(struct run *run, int format, int lang)
{
	static char *const formats[] = { "--format=text", "--format=json",
					 "--format=csv", "--format=html" };
	static char *const langs[] = { "--lang=zh", "--lang=en" };
	char *command[] = {
		run->program, "check", formats[format],
		langs[lang],  "--",    run->hostile.form.name.data,
		NULL,
	};
	struct watch watch;

	watch_lines(&watch, command, lang == 0);
	note(run, &watch, command);
}

static void check_all(struct run *run)
{
	for (int i = 0; i < 8; i++)
		if (run->is_whole || run->n_files % 8 == (unsigned)i)
			check(run, i % 4, i / 4);
}

/* ^L makes sure that there is an answer. */
#define REDRAW "\014"
static void walk(struct run *run)
{
	static const char *const keys[] = {
		REDRAW,
		"\033[B\033[B" REDRAW,
		"\0332" REDRAW,
		"\t\t\033OQ" REDRAW,
		"\033OQ" REDRAW,
		"\0333" REDRAW,
		"\033[6~" REDRAW,
		"\0334" REDRAW,
		"\033[6~" REDRAW,
		"\0335" REDRAW,
		"\033[6~" REDRAW,
		"\033[1;5F" REDRAW,
		"\0336" REDRAW,
		"\033[B\033[B" REDRAW,
		"\033[6~" REDRAW,
		"\r" REDRAW,
		"\033[18~" REDRAW,
		"\033[18~\033[18~" REDRAW,
		"\033OP",
		"q" REDRAW,
		"\021",
		NULL,
	};
	char *command[] = {
		run->program, run->n_files % 2 ? "--lang=zh" : "--lang=en",
		"--",	      run->hostile.form.name.data,
		NULL,
	};
	struct watch watch;

	watch_screens(&watch, command, keys);
	note(run, &watch, command);
	run->n_opened += watch.took_terminal;
}

static void show_definition(struct run *run)
{
	static char *const verbs[] = { "list", "show", "check" };
	static char *const formats[] = { "--format=text", "--format=json" };

	for (int i = 0; i < 6; i++) {
		char *command[] = { run->program, "forms", verbs[i % 3],
				    formats[i / 3], NULL };
		struct watch watch;

		if (!run->is_whole && run->n_files % 6 != (unsigned)i)
			continue;
		watch_lines(&watch, command, run->n_files % 2);
		note(run, &watch, command);
	}
}

static void convert(struct run *run)
{
	static char *const formats[] = { "--to=csv", "--to=tsv",  "--to=json",
					 "--to=txt", "--to=html", "--to=tidy" };

	for (int i = 0; i < 6; i++) {
		char *command[] = {
			run->program,
			"convert",
			formats[i],
			"--",
			run->hostile.form.name.data,
			NULL,
		};
		struct watch watch;

		if (!run->is_whole && run->n_files % 6 != (unsigned)i)
			continue;
		watch_lines(&watch, command, true);
		note(run, &watch, command);
	}
}

static void go(struct run *run, unsigned number, bool stays)
{
	run->number = number;
	if (!hostile_make(&run->hostile, run->top, number) ||
	    !put_all(&run->hostile)) {
		printf("can't make number %u\n", number);
		exit(99);
	}
	check_all(run);
	walk(run);
	convert(run);
	if (run->hostile.has_definition)
		show_definition(run);
	if (!stays)
		remove_all(&run->hostile);
	hostile_release(&run->hostile);
	run->n_files++;
}

static bool tell(const struct run *run)
{
	printf("%u files, %u shown on screen, %u runs: %u crashes, %u hangs, "
	       "%u raw escapes; the slowest took %ld ms\n",
	       run->n_files, run->n_opened, run->n_runs, run->n[WATCH_CRASH],
	       run->n[WATCH_HANG], run->n[WATCH_ESCAPE], run->slowest_ms);
	return run->n[WATCH_FINE] == run->n_runs && run->n_files > 0;
}

int main(int argc, char **argv)
{
	enum { STRIDE = 1009 }; /* a prime: over all kinds */
	const char *which = argc > 3 ? argv[3] : "all";
	unsigned count = hostile_count(), n = count;
	struct run run = { 0 };

	if (argc < 3)
		return 2;
	run.program = argv[1];
	run.top = argv[2];
	run.is_whole = !strcmp(which, "all") || which[0] == '=';
	setenv("TERM", "xterm-256color", 1);
	if (which[0] == '=') {
		go(&run, (unsigned)atoi(which + 1) % count, true);
		return tell(&run) ? 0 : 1;
	}
	if (!run.is_whole)
		n = (unsigned)atoi(which);
	for (unsigned i = 0; i < n && i < count; i++)
		go(&run, i * STRIDE % count, false);
	return tell(&run) ? 0 : 1;
}
