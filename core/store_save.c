#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/store_fd.h"
#include "core/store_temporary.h"

static bool fail(const struct save *s, enum failure_code code, int os_error,
		 struct failure *f)
{
	failure_set(f, code, s->target.given, os_error);
	return false;
}

bool save_is_expected(const struct save *s, const struct stat *st,
		      struct failure *f)
{
	struct store_stamp now;

	if (!s->expected)
		return true;
	store_stamp_set(&now, st);
	return store_stamp_equal(&now, &s->known) ||
	       fail(s, s->known.exists ? FAILURE_CHANGED : FAILURE_EXISTS, 0,
		    f);
}

/* The save has given or taken the old file a name: it was `before`, is
   `now`. */
static void follow(struct save *s, const struct stat *before,
		   const struct stat *now)
{
	struct store_stamp was, is;

	store_stamp_set(&was, before);
	store_stamp_set(&is, now);
	is.ctime = was.ctime;
	if (!store_stamp_equal(&was, &s->known) ||
	    !store_stamp_equal(&is, &was))
		return;
	s->known.ctime = now->st_ctim;
	s->stamp = s->known;
}

/* The file being made, on its way into the old one's place. */
struct replacement {
	struct save *save;
	struct temporary temporary;
	struct older older;
};

static int fill(const struct replacement *r)
{
	const struct save *s = r->save;
	int fd = r->temporary.fd;
	int error = fd_write(fd, s->data, s->n);

	if (!error && s->target.exists)
		error = attributes_keep(s->target.old, &s->target.st, fd);
	if (!error)
		error = fd_sync(fd);
	return error ? error : fd_verify(fd, s->data, s->n);
}

/* Puts the new file where nothing stood when the user was asked. */
static bool publish_new(struct replacement *r, struct failure *f)
{
	int error = temporary_create(&r->temporary);

	if (error == EEXIST)
		return fail(r->save, FAILURE_EXISTS, 0, f);
	return !error || target_fail(&r->save->target, error, f);
}

/* Asked in the last moment: writing may have taken a while. */
static bool is_as_expected(const struct save *s, struct failure *f)
{
	struct stat st;

	if (!s->expected)
		return true;
	if (!fstatat(s->target.folder, s->target.name, &st,
		     AT_SYMLINK_NOFOLLOW))
		return save_is_expected(s, &st, f);
	return errno == ENOENT ? fail(s, FAILURE_GONE, 0, f)
			       : target_fail(&s->target, errno, f);
}

/* A name given and taken away again has changed the ctime, and nothing else. */
static void stamp_refresh(struct save *s)
{
	struct stat st;

	if (s->target.old >= 0 && !fstat(s->target.old, &st))
		follow(s, &s->target.st, &st);
}

static bool publish_over(struct replacement *r, struct failure *f)
{
	struct save *s = r->save;
	int error;

	if (!is_as_expected(s, f))
		return false;
	older_hold(&r->older, s);
	/* copying takes a while, too */
	if (r->older.is_copy && !is_as_expected(s, f)) {
		older_drop(&r->older);
		return false;
	}
	error = temporary_name(&r->temporary);
	if (!error)
		error = temporary_rename(&r->temporary);
	if (!error) {
		older_publish(&r->older);
		return true;
	}
	older_drop(&r->older);
	if (r->older.is_held && !r->older.is_copy)
		stamp_refresh(s);
	return target_fail(&s->target, error, f);
}

static bool publish(struct replacement *r, struct failure *f)
{
	const struct save *s = r->save;

	return s->expected && !s->known.exists ? publish_new(r, f)
					       : publish_over(r, f);
}

/* What can still go wrong with the new file in its place. */
static void settle(struct replacement *r, struct failure *f)
{
	struct save *s = r->save;
	struct stat st;
	int error = fstat(r->temporary.fd, &st) ? errno : 0;
	int sync_error;

	/* renaming has changed the ctime */
	if (!error)
		store_stamp_set(&s->stamp, &st);
	if (close(r->temporary.fd) && errno != EINTR && !error)
		error = errno;
	/* some network file systems have no such thing as a folder's fsync */
	sync_error = fd_sync(s->target.folder);
	if (!error && sync_error != EINVAL)
		error = sync_error;
	if (error)
		fail(s, FAILURE_UNSYNCED, error, f);
	else if (r->older.error)
		fail(s, FAILURE_NO_OLDER, r->older.error, f);
	else
		failure_release(f);
}

static bool replace_by(struct replacement *r, bool has_name, struct failure *f)
{
	struct target *t = &r->save->target;
	/* never wider than the document: a new one's mode is the system's own
	   by the umask */
	mode_t mode = t->exists ? 0600 : 0666;
	int error = temporary_open(&r->temporary, t->folder, t->name, mode,
				   has_name);
	bool ok;

	if (error)
		return target_fail(t, error, f);
	error = fill(r);
	ok = error ? target_fail(t, error, f) : publish(r, f);
	if (ok) {
		settle(r, f);
	} else {
		close(r->temporary.fd);
		temporary_discard(&r->temporary);
	}
	older_release(&r->older);
	return ok;
}

static bool replace(struct save *s, struct failure *f)
{
	struct replacement r = { .save = s };

	if (!s->target.folder_writable)
		return target_fail(&s->target, s->target.folder_error, f);
	if (replace_by(&r, false, f))
		return true;
	if (!r.temporary.is_refused)
		return false;
	r = (struct replacement){ .save = s };
	return replace_by(&r, true, f);
}

/* The folder says no, where the file itself might not. */
static bool is_the_folders_no(const struct save *s, const struct failure *f)
{
	return s->target.exists && f->code == FAILURE_WRITE &&
	       (f->os_error == EACCES || f->os_error == EPERM ||
		f->os_error == EBUSY);
}

/* Replaces it if that is all that there is to it. */
static bool replace_or_ask(struct save *s, struct failure *f)
{
	if (s->target.exists && s->target.st.st_nlink > 1) {
		/* what is to be merged first is not asked about twice */
		if (!save_is_expected(s, &s->target.st, f))
			return false;
		fail(s, FAILURE_NAMES, 0, f);
		failure_detail(f, "%ju", (uintmax_t)s->target.st.st_nlink);
		return false;
	}
	if (replace(s, f))
		return true;
	if (is_the_folders_no(s, f))
		f->code = FAILURE_FOLDER;
	return false;
}

static bool save(struct save *s, struct failure *f)
{
	if (!target_open(&s->target, f))
		return false;
	if (s->target.exists)
		follow(s, &s->target.before, &s->target.st);
	if (s->how->way == STORE_IN_PLACE && s->target.exists)
		return save_in_place(s, f);
	return s->how->way == STORE_ASK ? replace_or_ask(s, f) : replace(s, f);
}

bool store_save(const char *path, const char *data, size_t n,
		const struct store_how *how, struct store_stamp *stamp,
		struct failure *f)
{
	struct save s = {
		.data = data, .n = n, .how = how, .expected = how->expected
	};
	struct failure own = { 0 };
	bool ok;

	if (s.expected)
		s.stamp = s.known = *s.expected;
	ok = target_find(&s.target, path, &own) && save(&s, &own);
	if (stamp && (ok || s.expected))
		*stamp = s.stamp;
	if (f) {
		failure_release(f);
		*f = own;
	} else {
		failure_release(&own);
	}
	target_release(&s.target);
	return ok;
}

bool store_write(const char *path, const char *data, size_t n,
		 const struct store_stamp *expected, struct store_stamp *stamp,
		 struct failure *f)
{
	return store_save(path, data, n,
			  &(struct store_how){ .expected = expected }, stamp,
			  f);
}
