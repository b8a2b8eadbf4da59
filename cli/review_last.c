#include <config.h>
#include "cli/review_last.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "cli/summary.h"
#include "core/memory.h"
#include "locale/say.h"

struct review_last {
	const struct options *options;
	struct form_set *forms; /* its own */
	struct last_year *index;
	struct summary summary;
	atomic_bool is_over;
};

/* What can't be had at all is told before the screen is taken. */
static bool can_read(const struct options *options, struct failure_list *faults)
{
	const char *paths[] = { options->argument[OPTION_LAST],
				options->argument[OPTION_LAST_FROM] };
	struct failure failure = { 0 };

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (!paths[i] || !access(paths[i], R_OK))
			continue;
		failure_set(&failure, FAILURE_OPEN, paths[i], errno);
		failure_list_take(faults, &failure);
		return false;
	}
	return true;
}

struct review_last *review_last_new(const struct options *options,
				    struct form_set *forms,
				    struct failure_list *faults)
{
	struct review_last *l;

	if (!summary_has_last(options) || !can_read(options, faults))
		return NULL;
	l = memory_alloc(sizeof *l);
	l->options = options;
	l->forms = form_set_copy(forms);
	l->index = last_year_begin(options);
	summary_init(&l->summary);
	return l;
}

void review_last_free(struct review_last *l)
{
	if (!l)
		return;
	last_year_free(l->index);
	summary_release(&l->summary);
	form_set_free(l->forms);
	free(l);
}

void review_last_stop(struct review_last *l)
{
	if (!l)
		return;
	last_year_stop(l->index);
	atomic_store(&l->is_over, true);
}

char *review_last_look(void *arg)
{
	struct review_last *l = arg;
	struct failure_list faults = { 0 };
	struct bytes said = BYTES_INIT;

	last_year_look(l->index, l->forms, l->options, &faults);
	if (faults.n > 0) {
		if (!last_year_has_any(l->index))
			bytes_add_str(&said, _("去年的表一张也没有读到："));
		say_failure(&faults.items[0], &said);
	}
	failure_list_release(&faults);
	return said.len > 0 ? bytes_take(&said) : NULL;
}

void review_last_sum(void *arg)
{
	struct review_last *l = arg;

	summary_release(&l->summary);
	summary_read_last(l->forms, l->options, &l->is_over, &l->summary);
}

struct last_year *review_last_index(const struct review_last *l)
{
	return l->index;
}

const struct summary *review_last_summary(const struct review_last *l)
{
	return &l->summary;
}
