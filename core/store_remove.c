#include <config.h>
#include "core/store.h"

#include <errno.h>
#include <unistd.h>
#include "core/store_save.h"

/* What stands there, held so that nobody who saves it gets between. */
static bool is_expected(const struct target *t,
			const struct store_stamp *expected)
{
	struct store_stamp now;

	store_stamp_set(&now, &t->st);
	return !expected || store_stamp_equal(&now, expected);
}

static bool remove_target(struct target *t, const struct store_stamp *expected,
			  struct failure *f)
{
	if (!target_open(t, f))
		return false;
	if (!t->exists)
		return true;
	if (!is_expected(t, expected)) {
		failure_set(f, FAILURE_CHANGED, t->given, 0);
		return false;
	}
	/* of a link the link */
	return unlink(t->given) == 0 || errno == ENOENT ||
	       target_fail(t, errno, f);
}

bool store_remove(const char *path, const struct store_stamp *expected,
		  struct failure *f)
{
	struct target t;
	bool ok;

	if (access(path, F_OK) && errno == ENOENT)
		return true;
	ok = target_find(&t, path, f) && remove_target(&t, expected, f);
	target_release(&t);
	return ok;
}
