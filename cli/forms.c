#include <config.h>
#include "cli/forms.h"

#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "cli/print.h"
#include "core/document_trial.h"
#include "core/memory.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

/* One definition on its way through a command. */
struct visit {
	const struct options *options;
	const char *folder;
	bool is_other;	     /* of another place */
	int w_name, w_title; /* columns of the longest ones in the list */
	const struct definition *def; /* NULL: broken */
	struct failure_list failures, notes;
};

/* The folder's own name is what --form knows it by. */
static void add_name(struct bytes *out, const char *folder)
{
	const char *name = path_last(folder);

	name_show(out, name, -1);
}

static void add_folder(struct bytes *out, const char *folder)
{
	name_show(out, folder, -1);
}

/* ---- list ---- */

/* Fills a line up to a column, and two more. */
static void pad(struct bytes *out, int w_cols)
{
	int used = text_cols(out->data, out->len);

	bytes_printf(out, "%*s  ", used < w_cols ? w_cols - used : 0, "");
}

static void add_title(struct bytes *out, const struct definition *def,
		      bool is_other)
{
	text_show_str(out, say_title(def), -1);
	if (is_other)
		bytes_add_str(out, _("(别处的)"));
}

static enum exit_code list(const struct visit *visit)
{
	struct bytes out = BYTES_INIT;
	const struct definition *def = visit->def;

	add_name(&out, visit->folder);
	pad(&out, visit->w_name);
	if (!def)
		bytes_printf(&out, _("(有 %zu 处错误，用不了)"),
			     visit->failures.n);
	else
		add_title(&out, def, visit->is_other);
	pad(&out, visit->w_name + 2 + visit->w_title);
	add_folder(&out, visit->folder);
	bytes_add_char(&out, '\n');
	print_result(&out);
	bytes_release(&out);
	return def ? EXIT_CLEAN : EXIT_PROBLEMS;
}

/* ---- show ---- */

static enum exit_code show(const struct visit *visit)
{
	struct bytes out = BYTES_INIT;

	if (!visit->def) {
		print_failures(&visit->failures);
		return EXIT_INPUT;
	}
	forms_show(visit->def, print_width(), &out);
	print_result(&out);
	bytes_release(&out);
	return EXIT_CLEAN;
}

/* ---- check ---- */

static size_t n_examples(const struct definition *def)
{
	size_t n = 0;

	for (size_t i = 0; i < def->n_rules; i++)
		n += def->rules[i].scope == SCOPE_FILE ? 0 : 2;
	return n;
}

/* A fault is what was looked for, so it is a result. */
static void print_faults(const struct failure_list *faults)
{
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < faults->n; i++) {
		say_failure(&faults->items[i], &out);
		bytes_add_char(&out, '\n');
	}
	print_result(&out);
	bytes_release(&out);
}

static enum exit_code check(const struct visit *visit)
{
	struct bytes line = BYTES_INIT;
	const struct definition *def = visit->def;

	print_faults(&visit->failures);
	print_faults(&visit->notes);
	add_folder(&line, visit->folder);
	if (def)
		bytes_printf(&line, _(": 没有错误，%zu 条规则，%zu 个例子"),
			     def->n_rules, n_examples(def));
	else
		bytes_printf(&line, _(": %zu 处错误"), visit->failures.n);
	print_message(line.data);
	bytes_release(&line);
	return visit->failures.n ? EXIT_PROBLEMS : EXIT_CLEAN;
}

/* ---- all three ---- */

static enum exit_code print_json(const struct visit *visit)
{
	struct bytes out = BYTES_INIT;

	forms_json(visit->folder, visit->is_other, visit->def, &visit->failures,
		   &visit->notes, (enum forms_verb)visit->options->verb, &out);
	print_data(&out);
	bytes_release(&out);
	if (!visit->failures.n)
		return EXIT_CLEAN;
	return visit->options->verb == FORMS_SHOW ? EXIT_INPUT : EXIT_PROBLEMS;
}

/* All that can be found out at once: the examples of a rule that is whole are
   run though another one is broken. */
static bool load_and_try(struct definition *def, struct failure_list *faults)
{
	size_t before = faults->n;

	definition_load_sound_rules(def, faults);
	if (def->targets) {
		definition_check_targets(def, faults);
		check_examples(def, faults);
	}
	failure_list_sort(faults);
	return faults->n == before;
}

static void load(struct visit *visit, struct form_set *set, size_t i)
{
	bool (*rules)(struct definition *, struct failure_list *) =
		visit->options->verb == FORMS_CHECK ? load_and_try
						    : definition_load_rules;
	struct form *form = form_set_at(set, i, &visit->failures);

	if (form && rules(form->def, &visit->failures))
		visit->def = form->def;
	if (!form || visit->options->verb != FORMS_CHECK)
		return;
	definition_find_near(form->def, &visit->notes);
	if (visit->def &&
	    !document_trial(set, form, &visit->failures, &visit->notes))
		visit->def = NULL;
}

static void widen(int *w_cols, const struct bytes *text)
{
	int cols = text_cols(text->data, text->len);

	*w_cols = cols > *w_cols ? cols : *w_cols;
}

static void measure(struct form_set *set, struct visit *visit)
{
	struct bytes text = BYTES_INIT;

	for (size_t i = 0; i < form_set_count_all(set); i++) {
		struct failure_list broken = { 0 };
		struct form *form = form_set_at(set, i, &broken);

		bytes_clear(&text);
		add_name(&text, form_set_folder(set, i));
		widen(&visit->w_name, &text);
		bytes_clear(&text);
		if (form)
			add_title(&text, form->def, form->is_other);
		widen(&visit->w_title, &text);
		failure_list_release(&broken);
	}
	bytes_release(&text);
}

static enum exit_code visit_form(struct form_set *set, size_t i,
				 const struct visit *all)
{
	static enum exit_code (*const verbs[])(const struct visit *) = {
		[FORMS_LIST] = list,
		[FORMS_SHOW] = show,
		[FORMS_CHECK] = check,
	};
	struct visit visit = *all;
	enum exit_code code;

	visit.folder = form_set_folder(set, i);
	visit.is_other = i >= form_set_count(set);
	load(&visit, set, i);
	code = options_format(visit.options) == FORMAT_JSON
		       ? print_json(&visit)
		       : verbs[visit.options->verb](&visit);
	failure_list_release(&visit.failures);
	failure_list_release(&visit.notes);
	return code;
}

static enum exit_code worse(enum exit_code a, enum exit_code b)
{
	return a > b ? a : b;
}

static enum exit_code visit_first(struct form_set *set, size_t n,
				  const struct options *options)
{
	struct visit all = { .options = options };
	enum exit_code code = EXIT_CLEAN;

	if (options->verb == FORMS_LIST)
		measure(set, &all);
	for (size_t i = 0; i < n; i++)
		code = worse(code, visit_form(set, i, &all));
	return code;
}

/* As completion leaves them at a folder's end. */
static char *without_slashes(const char *typed)
{
	size_t n = strlen(typed);

	while (n > 1 && typed[n - 1] == '/')
		n--;
	return memory_copy(typed, n);
}

/* A definition's folder or name, or a folder with definitions in it. */
static enum exit_code visit_named(const struct form_set *all, const char *typed,
				  const struct options *options)
{
	char *name = without_slashes(typed);
	const char *const below[] = { name, NULL };
	struct failure_list failures = { 0 };
	struct form_set *set = form_set_new(below);
	enum exit_code code = EXIT_INPUT;

	if (!form_set_count(set)) {
		form_set_free(set);
		set = form_set_copy(all);
		form_set_choose(set, name, &failures);
	}
	if (form_set_chosen(set) || !failures.n)
		code = visit_first(set, form_set_count(set), options);
	else
		print_failures(&failures);
	failure_list_release(&failures);
	form_set_free(set);
	free(name);
	return code;
}

enum exit_code forms_run(struct form_set *all, const struct options *options)
{
	enum exit_code code = EXIT_CLEAN;
	struct form_set *set;
	size_t n;

	for (int i = 0; i < options->n_files; i++)
		code = worse(code,
			     visit_named(all, options->files[i], options));
	if (options->n_files > 0)
		return code;
	set = form_set_copy(all);
	n = form_set_count_all(set);
	if (n > 0) {
		code = visit_first(set, n, options);
	} else {
		print_message(_("找不到任何表格定义。放在哪里，见 man jixiao"));
		code = EXIT_INPUT;
	}
	form_set_free(set);
	return code;
}
