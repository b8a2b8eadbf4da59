#include <config.h>
#include "cli/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "cli/environment.h"
#include "cli/lines.h"
#include "cli/print.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"

/* Where a value is from: a file's line, an environment variable, or, with
   neither, the command line or nowhere. */
struct source {
	const char *path; /* borrowed */
	size_t line;
	const char *variable; /* owned by settings.names */
};

struct fault {
	struct source source;
	int option; /* whose value can't be that, or -1: no such setting, … */
	int nearest; /* … but this one, or -1 */
	char *text;
	int error; /* errno: the file can't be read */
};

struct settings {
	struct source sources[OPTIONS];
	bool on_line[OPTIONS];
	char *values[OPTIONS], *variables[OPTIONS];
	char **files; /* the user's, then the system's */
	size_t n_files, cap_files;
	struct fault *faults;
	size_t n_faults, cap_faults;
};

static struct fault *note(struct settings *s, struct source source, int option,
			  const char *text, int error)
{
	MEMORY_MORE(s->faults, s->n_faults, s->cap_faults);
	s->faults[s->n_faults] = (struct fault){ .source = source,
						 .option = option,
						 .nearest = -1,
						 .text = memory_copy_str(text),
						 .error = error };
	return &s->faults[s->n_faults++];
}

static bool is_known(const struct settings *s, enum option_id id)
{
	return s->on_line[id] || s->values[id];
}

/* The first source that has it wins. */
static void take(struct settings *s, struct options *options, enum option_id id,
		 const char *value, struct source source)
{
	if (is_known(s, id))
		return;
	s->values[id] = memory_copy_str(value);
	s->sources[id] = source;
	if (options_set(options, id, s->values[id]))
		return;
	note(s, source, (int)id, value, 0);
	free(s->values[id]);
	s->values[id] = NULL;
}

/* JIXIAO_NO_BACKUP */
static char *variable_of(enum option_id id)
{
	struct bytes name = BYTES_INIT;

	bytes_add_str(&name, "JIXIAO_");
	for (const char *p = option_name(id); *p; p++)
		bytes_add_char(&name,
			       *p == '-' ? '_' : (char)(*p + ('A' - 'a')));
	return bytes_take(&name);
}

static void read_environment(struct settings *s, struct options *options)
{
	for (int i = 0; i < OPTIONS; i++) {
		enum option_id id = (enum option_id)i;
		const char *value;

		if (!option_is_setting(id))
			continue;
		s->variables[i] = variable_of(id);
		value = getenv(s->variables[i]);
		if (value && *value)
			take(s, options, id, value,
			     (struct source){ .variable = s->variables[i] });
	}
}

static int id_named(const char *name, size_t n)
{
	for (int i = 0; i < OPTIONS; i++)
		if (option_is_setting((enum option_id)i) &&
		    strlen(option_name((enum option_id)i)) == n &&
		    !memcmp(option_name((enum option_id)i), name, n))
			return i;
	return -1;
}

/* Without the remark behind it. */
static size_t remark_before(const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (line[i] == '#' &&
		    (i == 0 || isspace((unsigned char)line[i - 1])))
			return i;
	return n;
}

/* name = value # remark */
static void read_line(struct settings *s, struct options *options,
		      struct source source, const char *line, size_t n)
{
	const char *equals, *name, *value;
	size_t n_name, n_value;
	char *text;
	int id = -1;

	n = remark_before(line, n);
	text_trim(&line, &n);
	if (n == 0)
		return;
	equals = memchr(line, '=', n);
	name = line;
	n_name = equals ? (size_t)(equals - line) : n;
	value = equals ? equals + 1 : line + n;
	n_value = (size_t)(line + n - value);
	text_trim(&value, &n_value);
	text_trim(&name, &n_name);
	if (equals)
		id = id_named(name, n_name);
	text = id < 0 ? memory_copy(line, n) : memory_copy(value, n_value);
	if (id < 0)
		note(s, source, -1, text, 0)->nearest =
			option_nearest_setting(line, n_name);
	else
		take(s, options, (enum option_id)id, text, source);
	free(text);
}

static void read_file(struct settings *s, struct options *options,
		      const char *path)
{
	struct lines lines;
	const char *line;
	size_t n;

	lines_open(&lines, path, '\n');
	while (lines_next(&lines, &line, &n))
		read_line(s, options,
			  (struct source){ path, lines.number, NULL }, line, n);
	if (lines.failure && lines.error != ENOENT && lines.error != ENOTDIR)
		note(s, (struct source){ path, 0, NULL }, -1, "", lines.error);
	lines_close(&lines);
}

/* ---- where the files are ---- */

static void add_file(struct settings *s, const char *folder, size_t n,
		     const char *rest)
{
	struct bytes path = BYTES_INIT;

	bytes_add(&path, folder, n);
	bytes_add_str(&path, rest);
	MEMORY_ADD(s->files, s->n_files, s->cap_files) = bytes_take(&path);
}

static void find_files(struct settings *s)
{
	const char *config = folder_of("XDG_CONFIG_HOME");
	const char *home = folder_of("HOME");
	const char *dirs = getenv("XDG_CONFIG_DIRS");

	if (config)
		add_file(s, config, strlen(config), "/jixiao/config");
	else if (home)
		add_file(s, home, strlen(home), "/.config/jixiao/config");
	if (!dirs || !*dirs)
		dirs = "/etc/xdg";
	while (*dirs) {
		size_t n = strcspn(dirs, ":");

		if (*dirs == '/')
			add_file(s, dirs, n, "/jixiao/config");
		dirs += n + (dirs[n] == ':');
	}
}

struct settings *settings_new(struct options *options)
{
	struct settings *s = memory_alloc(sizeof *s);

	for (int i = 0; i < OPTIONS; i++)
		s->on_line[i] = options->given[i];
	read_environment(s, options);
	find_files(s);
	for (size_t i = 0; i < s->n_files; i++)
		read_file(s, options, s->files[i]);
	return s;
}

void settings_free(struct settings *s)
{
	for (int i = 0; i < OPTIONS; i++) {
		free(s->values[i]);
		free(s->variables[i]);
	}
	for (size_t i = 0; i < s->n_files; i++)
		free(s->files[i]);
	for (size_t i = 0; i < s->n_faults; i++)
		free(s->faults[i].text);
	free(s->files);
	free(s->faults);
	free(s);
}

/* ---- telling ---- */

/* PATH:3, or the variable's name. */
static void source_print(const struct source *source, struct bytes *out)
{
	if (!source->path) {
		bytes_add_str(out, source->variable);
		return;
	}
	name_show(out, source->path, -1);
	if (source->line > 0)
		bytes_printf(out, ":%zu", source->line);
}

static const char *choices_of(enum option_id id)
{
	const char *choices = option_choices(id);

	return choices ? choices : option_is_switch(id) ? "yes|no" : "…";
}

static void fault_print(const struct fault *f, struct bytes *out)
{
	struct bytes text = BYTES_INIT;

	source_print(&f->source, out);
	bytes_add_str(out, ": ");
	text_show_str(&text, f->text, 40);
	if (f->error) {
		bytes_add_str(out, _("设置读不了，不算数："));
		say_cause(f->error, out);
		bytes_add_str(out, _("。请核对这个文件和它的权限"));
	} else if (f->option < 0 && f->nearest >= 0) {
		bytes_printf(out, _("“%s” 不是设置，不算数，是不是 %s = %s？"),
			     text.data, option_name((enum option_id)f->nearest),
			     choices_of((enum option_id)f->nearest));
	} else if (f->option < 0) {
		bytes_printf(out,
			     _("“%s” 不是设置，不算数。有哪些："
			       "jixiao config"),
			     text.data);
	} else {
		bytes_printf(out, _("%s 不能是 “%s”，不算数，可以是 %s"),
			     option_name((enum option_id)f->option), text.data,
			     choices_of((enum option_id)f->option));
	}
	bytes_release(&text);
}

void settings_explain(const struct settings *s)
{
	for (size_t i = 0; i < s->n_faults; i++) {
		struct bytes line = BYTES_INIT;

		fault_print(&s->faults[i], &line);
		print_message(line.data);
		bytes_release(&line);
	}
}

void settings_tell_source(const struct settings *s, enum option_id id)
{
	struct bytes line = BYTES_INIT;

	if (!s->values[id])
		return;
	bytes_printf(&line, _("%s 是在这里设的："), option_name(id));
	source_print(&s->sources[id], &line);
	print_message(line.data);
	bytes_release(&line);
}

/* Its line; what nobody set, as a remark with all it could be. */
static void setting_print(const struct settings *s,
			  const struct options *options, enum option_id id,
			  struct bytes *out)
{
	enum { COLUMN = 32 };
	size_t start = out->len;

	if (!is_known(s, id)) {
		bytes_printf(out, "# %s = %s", option_name(id), choices_of(id));
	} else {
		const char *value = options->argument[id];

		bytes_printf(out, "%s = ", option_name(id));
		if (option_is_switch(id))
			value = options->given[id] ? "yes" : "no";
		text_show_str(out, value, -1);
	}
	int cols = text_cols(out->data + start, out->len - start);
	bytes_printf(out, "%*s # ", cols < COLUMN ? COLUMN - cols : 0, "");
	if (s->on_line[id])
		bytes_add_str(out, _("命令行"));
	else if (is_known(s, id))
		source_print(&s->sources[id], out);
	else
		bytes_printf(out, _("没有设。%s"), say(option_help(id)));
	bytes_add_char(out, '\n');
}

enum exit_code settings_show(const struct settings *s,
			     const struct options *options)
{
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < s->n_files; i++) {
		bytes_add_str(&out, "# ");
		name_show(&out, s->files[i], -1);
		bytes_add_char(&out, '\n');
	}
	for (int i = 0; i < OPTIONS; i++)
		if (option_is_setting((enum option_id)i))
			setting_print(s, options, (enum option_id)i, &out);
	print_result(&out);
	bytes_release(&out);
	return EXIT_CLEAN;
}
