/*
 * lock: any bytes as what a lock says. What is read and printed is read as the
 * same.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/lock_file.h"

static void expect_text(const char *text)
{
	MUST(strnlen(text, LOCK_TEXT_BYTES) < LOCK_TEXT_BYTES);
}

static bool same(const struct lock_holder *a, const struct lock_holder *b)
{
	return a->pid == b->pid && !strcmp(a->user, b->user) &&
	       !strcmp(a->host, b->host) && !strcmp(a->program, b->program) &&
	       !strcmp(a->since, b->since) && !strcmp(a->machine, b->machine) &&
	       !strcmp(a->boot, b->boot) && !strcmp(a->space, b->space) &&
	       !strcmp(a->start, b->start);
}

static void print_and_parse(const struct lock_holder *holder,
			    struct lock_holder *back)
{
	struct bytes out = BYTES_INIT;

	lock_file_print(&out, holder);
	MUST(out.len <= LOCK_FILE_BYTES);
	MUST(lock_file_parse(out.data, out.len, back));
	bytes_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct lock_holder holder, once, twice;

	if (!lock_file_parse((const char *)data, n, &holder))
		return 0;
	expect_text(holder.user);
	expect_text(holder.host);
	expect_text(holder.program);
	expect_text(holder.since);
	expect_text(holder.machine);
	expect_text(holder.boot);
	expect_text(holder.space);
	expect_text(holder.start);
	/* control characters are printed as ? */
	print_and_parse(&holder, &once);
	print_and_parse(&once, &twice);
	MUST(holder.pid == once.pid);
	MUST(same(&once, &twice));
	return 0;
}
