#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "tests/screens/run.h"

void run_start_close(struct run *r)
{
	start_free(r->start);
	for (size_t i = 0; i < r->offer.n_recent; i++)
		free(r->recents[i]);
	free(r->left_behind);
	r->start = NULL;
	r->left_behind = NULL;
	r->offer =
		(struct start_offer){ .has_sample = true, .home = "/home/a" };
}

void run_recent(struct run *r, const char *path)
{
	if (r->offer.n_recent < RECENT_MOST)
		r->recents[r->offer.n_recent++] =
			memory_copy(path, strlen(path));
}

void run_left(struct run *r, const char *rest)
{
	r->left_behind = memory_copy(rest, strlen(rest));
}

static const struct start_kind *kinds(void *ctx, size_t *n, size_t *n_own)
{
	static const struct start_kind kinds[] = {
		{ "部门整体预算绩效目标表", "department" },
		{ "项目绩效目标表", "project" },
		{ "绩效自评表", "self-evaluation" },
	};
	const struct run *r = ctx;

	*n = r->n_kinds;
	*n_own = r->n_own_kinds;
	return kinds;
}

void run_start(struct run *r, const char *rest)
{
	r->n_kinds = 1;
	sscanf(rest, "%zu", &r->n_kinds);
	r->n_own_kinds = r->n_kinds;
	sscanf(rest, "%*u %zu", &r->n_own_kinds);
	r->offer.kinds = kinds;
	r->offer.ctx = r;
	r->offer.recent = (const char *const *)r->recents;
	r->offer.left = r->left_behind;
	start_free(r->start);
	r->start = start_new(&r->offer);
	r->choice = START_GO_ON;
	run_draw(r);
}

/* Why what was chosen last can't be had: it is looked for again. */
void run_told(struct run *r, const char *rest)
{
	const char *sought =
		r->choice == START_GO_ON ? NULL : start_sought(r->start);
	struct bytes again = BYTES_INIT;

	if (sought) {
		bytes_add_str(&again, sought);
		start_seek(r->start, r->choice, again.data);
	}
	bytes_release(&again);
	start_say(r->start, ROLE_ERROR, rest);
	run_draw(r);
}

void run_chosen(struct run *r, const char *wanted)
{
	static const char *const names[] = {
		[START_GO_ON] = "nothing", [START_LEFT] = "left",
		[START_BLANK] = "blank",   [START_FROM] = "from",
		[START_OPEN] = "open",	   [START_SAMPLE] = "sample",
		[START_REVIEW] = "review", [START_QUIT] = "quit",
	};
	struct bytes actual = BYTES_INIT;

	bytes_add_str(&actual, names[r->choice]);
	if (r->choice == START_BLANK)
		bytes_printf(&actual, " %zu", start_form(r->start));
	if (r->choice == START_FROM || r->choice == START_OPEN ||
	    r->choice == START_REVIEW)
		bytes_printf(&actual, " %s", start_path(r->start));
	if (strcmp(actual.data, wanted) != 0)
		run_fault(r, "chosen was ", actual.data);
	bytes_release(&actual);
}
