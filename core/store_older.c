#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/bytes.h"
#include "core/memory.h"
#include "core/store_fd.h"

static int copy_filled(struct older *o, const struct save *s, char *bytes,
		       size_t n)
{
	int error = fd_read(s->target.old, bytes, n);

	if (!error)
		error = temporary_open(&o->temporary, s->target.folder, o->name,
				       0600, true);
	if (error)
		return error;
	error = fd_write(o->temporary.fd, bytes, n);
	if (!error)
		error = attributes_keep(s->target.old, &s->target.st,
					o->temporary.fd);
	if (!error)
		error = fd_sync(o->temporary.fd);
	if (!error)
		error = fd_verify(o->temporary.fd, bytes, n);
	if (close(o->temporary.fd) && errno != EINTR && !error)
		error = errno;
	o->temporary.fd = -1;
	if (error)
		temporary_discard(&o->temporary);
	return error;
}

/* For disks where a file has one name: memory sticks, some networks. */
static int copy(struct older *o, const struct save *s)
{
	size_t n = (size_t)s->target.st.st_size;
	char *bytes = memory_alloc(n);
	int error = copy_filled(o, s, bytes, n);

	free(bytes);
	o->is_copy = !error;
	return error;
}

static char *older_name(const char *name)
{
	struct bytes older = BYTES_INIT;

	bytes_add_str(&older, name);
	bytes_add_char(&older, '~');
	return bytes_take(&older);
}

/* In a folder such as /tmp a name can be given to somebody else's file that
   can't be taken away again. */
static bool may_name(const struct target *t)
{
	struct stat folder;

	return t->st.st_uid == geteuid() ||
	       (!fstat(t->folder, &folder) && !(folder.st_mode & S_ISVTX));
}

void older_hold(struct older *o, const struct save *s)
{
	const struct target *t = &s->target;

	*o = (struct older){ 0 };
	/* saving once more what stands there already is no other version */
	if (!s->how->keeps_older || !t->exists ||
	    fd_holds(t->old, s->data, s->n))
		return;
	o->name = older_name(t->name);
	/* another name of it already: renaming that would do nothing */
	if (!fd_has_name(t->old, t->folder, o->name))
		return;
	o->error = may_name(t) ? temporary_link(&o->temporary, t->old,
						t->folder, t->name, o->name)
			       : EPERM;
	if (o->error && t->old >= 0)
		o->error = copy(o, s);
	o->is_held = !o->error;
}

void older_publish(struct older *o)
{
	if (!o->is_held)
		return;
	o->error = temporary_rename(&o->temporary);
	if (o->error)
		temporary_discard(&o->temporary);
}

void older_drop(struct older *o)
{
	if (o->is_held)
		temporary_discard(&o->temporary);
}

void older_release(struct older *o)
{
	free(o->name);
}
