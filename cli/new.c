#include <config.h>
#include "cli/open.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "cli/print.h"
#include "cli/saving.h"
#include "core/document_new.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* One new form. */
struct making {
	struct opening *opening;
	const struct options *options;
	const char *from;		    /* last year's, or NULL */
	struct form *form;		    /* if it is known already */
	struct form_set *forms, *old_forms; /* the second NULL: the same */
	struct document *last_year, *document;
	struct carry_report report;
	struct failure_list failures;
};

static void making_release(struct making *m)
{
	carry_report_release(&m->report);
	document_free(m->document);
	document_free(m->last_year);
	form_set_free(m->old_forms);
	failure_list_release(&m->failures);
}

/* ---- which form ---- */

static void tell_choices(struct form_set *forms)
{
	struct bytes text = BYTES_INIT;

	bytes_add_str(&text, _("有好几种表，请用 --form 说明要哪一种："));
	for (size_t i = 0; i < form_set_count_all(forms); i++) {
		const char *name = path_last(form_set_folder(forms, i));

		bytes_add_char(&text, ' ');
		name_show(&text, name, -1);
	}
	print_message(text.data);
	bytes_release(&text);
}

/* The one that was chosen, that of last year's form, or the only one that isn't
   of another place. */
static struct form *find_form(struct making *m)
{
	struct form *chosen = form_set_chosen(m->forms);

	if (m->form || chosen)
		return m->form ? m->form : chosen;
	if (m->last_year)
		return form_set_find(m->forms, m->last_year->def->key,
				     m->last_year->path, &m->failures);
	if (form_set_count(m->forms) == 1)
		return form_set_at(m->forms, 0, &m->failures);
	if (form_set_count_all(m->forms) == 0)
		failure_list_add(&m->failures, FAILURE_NO_FORMS, NULL, 0, 0);
	return NULL;
}

/* As the form that it is; or else as the one that was chosen. */
static bool open_last_year(struct making *m)
{
	const struct dialect_hint hint = options_hint(m->options);

	if (form_set_chosen(m->forms))
		m->old_forms = form_set_others(m->forms);
	m->last_year = document_open(m->old_forms ? m->old_forms : m->forms,
				     m->from, &hint, &m->failures);
	return m->last_year != NULL;
}

static enum exit_code make(struct making *m)
{
	struct form *form;

	if (m->from && !open_last_year(m))
		return EXIT_INPUT;
	form = find_form(m);
	if (!form && m->failures.n == 0) {
		tell_choices(m->forms);
		return EXIT_USAGE;
	}
	if (!form)
		return EXIT_INPUT;
	m->document = m->last_year ? document_from(m->forms, form, m->last_year,
						   &m->report)
				   : document_blank(m->forms, form);
	return EXIT_CLEAN;
}

/* ---- into a file ---- */

/* 已写出 a.csv：沿用去年 31 格，要重填 9 格; a blank one: which form it is */
static void tell_written(const struct making *m, const char *path)
{
	struct bytes text = BYTES_INIT;

	bytes_add_str(&text, _("已写出 "));
	name_show(&text, path, -1);
	bytes_add_str(&text, _("："));
	if (m->last_year)
		say_carried(&m->report, &text);
	else
		bytes_add_str(&text, say_title(m->document->def));
	print_message(text.data);
	bytes_clear(&text);
	if (m->last_year)
		say_carry_lost(&m->report, m->last_year, &text);
	if (text.len > 0)
		print_message(text.data);
	bytes_release(&text);
}

static enum exit_code write_file(struct making *m, const char *path)
{
	bool overwrites = m->options->given[OPTION_YES];
	struct failure f = { 0 };
	struct saving saving;
	bool ok;

	saving_init(&saving, m->options, m->document);
	ok = document_save(m->document, path, overwrites, &f);
	if (f.code == FAILURE_EXISTS)
		f.code = FAILURE_EXISTS_YES;
	if (f.code != FAILURE_NONE)
		failure_list_take(&m->failures, &f);
	if (ok)
		tell_written(m, path);
	saving_release(&saving);
	return ok ? EXIT_CLEAN : EXIT_OUTPUT;
}

static enum exit_code write_out(struct making *m)
{
	struct bytes bytes = BYTES_INIT;

	document_bytes(m->document, &bytes);
	print_data(&bytes);
	bytes_release(&bytes);
	return EXIT_CLEAN;
}

/* ---- onto the screens ---- */

/* 沿用去年 31 格(标着 ~) … */
static void greet(const struct making *m, struct bytes *out)
{
	if (!m->last_year)
		return;
	say_carried(&m->report, out);
	bytes_add_str(out, _("；沿用的格标着 ~，改过或按 ^T 才算确认"));
	struct bytes lost = BYTES_INIT;

	say_carry_lost(&m->report, m->last_year, &lost);
	if (lost.len > 0)
		bytes_printf(out, "。%s", lost.data);
	bytes_release(&lost);
}

static enum exit_code show(struct making *m)
{
	const char *path = m->opening->output;
	struct bytes greeting = BYTES_INIT;
	enum exit_code code;

	if (path)
		m->document->proposed = memory_copy_str(path);
	m->opening->output = NULL;
	greet(m, &greeting);
	code = open_document(m->opening, m->document, greeting.data);
	bytes_release(&greeting);
	return code;
}

/* Lines need no terminal; nor does last year's form that comes from stdin. */
static bool can_be_filled_in(const struct options *options)
{
	const char *from = options->argument[OPTION_FROM];
	bool has_keys = isatty(STDIN_FILENO) || (from && !strcmp(from, "-"));
	bool has_terminal = has_keys && isatty(STDOUT_FILENO);

	return (has_terminal || options->given[OPTION_LINEAR]) &&
	       !options->given[OPTION_NO_INPUT];
}

static enum exit_code put(struct making *m)
{
	const char *path = m->options->argument[OPTION_OUTPUT];

	if (m->opening->is_started || !path ||
	    (strcmp(path, "-") && can_be_filled_in(m->options)))
		return has_charset() ? show(m) : EXIT_USAGE;
	if (!document_check(m->document, &m->failures))
		return EXIT_INPUT;
	return strcmp(path, "-") ? write_file(m, path) : write_out(m);
}

static enum exit_code run(struct making *m)
{
	enum exit_code code = make(m);

	if (code == EXIT_CLEAN)
		code = put(m);
	opening_tell(m->opening, &m->failures);
	making_release(m);
	return code;
}

enum exit_code new_blank(struct opening *o, size_t form)
{
	struct making m = { .opening = o,
			    .options = o->options,
			    .forms = o->forms };

	if (form < form_set_count_all(o->forms))
		m.form = form_set_at(o->forms, form, &m.failures);
	if (m.form || m.failures.n == 0)
		return run(&m);
	opening_tell(o, &m.failures);
	making_release(&m);
	return EXIT_INPUT;
}

enum exit_code new_from(struct opening *o, const char *path)
{
	struct making m = { .opening = o,
			    .options = o->options,
			    .forms = o->forms,
			    .from = path };

	return run(&m);
}

/* Which of several kinds is asked on the screen. */
static bool wants_kind(struct form_set *forms, const struct options *options)
{
	const char *path = options->argument[OPTION_OUTPUT];

	return can_be_filled_in(options) && !options->given[OPTION_LINEAR] &&
	       !options->argument[OPTION_FROM] &&
	       (!path || strcmp(path, "-") != 0) &&
	       form_set_count_all(forms) > 1;
}

enum exit_code new_form(struct form_set *forms, const struct options *options)
{
	struct opening o;
	struct making m = { .opening = &o,
			    .options = options,
			    .forms = forms,
			    .from = options->argument[OPTION_FROM] };
	enum exit_code code;

	if (!options->argument[OPTION_OUTPUT] && !can_be_filled_in(options)) {
		print_message(_("这里没有终端可以填表。请用 -o 写明新表存成什么"
				"文件"));
		return EXIT_USAGE;
	}
	opening_init(&o, forms, options);
	o.output = options->argument[OPTION_OUTPUT];
	o.wants_kind = wants_kind(forms, options);
	code = o.wants_kind ? EXIT_CLEAN : run(&m);
	if (o.wants_kind || o.wants_start)
		code = has_charset() ? start_screen(&o) : EXIT_USAGE;
	opening_release(&o);
	return code;
}
