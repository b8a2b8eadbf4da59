#include <config.h>
#include "core/sidecar.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const endings[SIDECARS] = {
	[SIDECAR_ACCEPTANCES] = ".jixiao",
	[SIDECAR_REVIEW] = ".review",
	[SIDECAR_LETTER_TEXT] = ".letter.txt",
	[SIDECAR_LETTER_HTML] = ".letter.html",
};

/* What a letter is written to is for people, who look for it where they
   were. */
static bool is_letter(enum sidecar sidecar)
{
	return sidecar == SIDECAR_LETTER_TEXT || sidecar == SIDECAR_LETTER_HTML;
}

/* Where the link leads; NULL: it is none, or leads nowhere. */
static char *target_of(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode) ? realpath(path, NULL)
							: NULL;
}

char *sidecar_path(const char *form_path, enum sidecar sidecar)
{
	char *target = is_letter(sidecar) ? NULL : target_of(form_path);
	struct bytes path = BYTES_INIT;

	bytes_add_str(&path, target ? target : form_path);
	bytes_add_str(&path, endings[sidecar]);
	free(target);
	return bytes_take(&path);
}

bool sidecar_is_such(const char *name, enum sidecar sidecar)
{
	size_t n = strlen(name), n_ending = strlen(endings[sidecar]);

	return n > n_ending &&
	       !strcasecmp(name + n - n_ending, endings[sidecar]);
}

bool sidecar_is(const char *name)
{
	for (int i = 0; i < SIDECARS; i++)
		if (sidecar_is_such(name, (enum sidecar)i))
			return true;
	return false;
}

/* ---- reading ---- */

bool sidecar_exists(const char *path)
{
	/* beside a form with a long name there can't be one */
	return access(path, F_OK) == 0 ||
	       (errno != ENOENT && errno != ENAMETOOLONG);
}

bool sidecar_load(const char *path, char **data, size_t *n,
		  struct store_stamp *stamp, struct failure *f)
{
	*data = NULL;
	*n = 0;
	*stamp = (struct store_stamp){ 0 };
	return !sidecar_exists(path) || store_read(path, data, n, stamp, f);
}

bool sidecar_parse(struct grid *grid, struct texts *texts, const char *data,
		   size_t n, const char *path, struct failure *f)
{
	const struct dialect_hint hint = { .delimiter = ',' };

	*grid = (struct grid){ 0 };
	return n == 0 || grid_read(grid, texts, data, n, &hint, path, f);
}

long sidecar_row(const char *cell)
{
	long row = strtol(cell, NULL, 10);

	/* no form has as many, and there can be counted on from here */
	if (row > INT32_MAX)
		row = INT32_MAX;
	return row > 0 ? row - 1 : -1;
}

uint64_t sidecar_hash(const char *cell)
{
	return strtoull(cell, NULL, 16);
}

/* ---- writing ---- */

void sidecar_keep(struct bytes *out, const struct grid_record *record)
{
	const char *end = grid_end(record);

	bytes_add(out, record->raw, record->raw_len);
	bytes_add_str(out, *end ? end : "\n");
}

void sidecar_add(struct bytes *out, const char *const *cells, int n)
{
	static const struct dialect dialect = { ',', false, "\n",
						ENCODING_UTF_8 };

	for (int c = 0; c < n; c++) {
		if (c > 0)
			bytes_add_char(out, ',');
		grid_write_cell(out, &dialect, cells[c], false);
	}
	bytes_add_char(out, '\n');
}

void sidecar_print_row(struct bytes *out, long row)
{
	if (row >= 0)
		bytes_printf(out, "%ld", row + 1);
}

void sidecar_print_hash(struct bytes *out, uint64_t hash)
{
	bytes_printf(out, "%016" PRIx64, hash);
}

bool sidecar_is_overtaken(const struct failure *f)
{
	return f->code == FAILURE_CHANGED || f->code == FAILURE_GONE ||
	       f->code == FAILURE_EXISTS;
}

bool sidecar_save(const char *path, const struct bytes *bytes,
		  const struct store_how *how, struct store_stamp *stamp,
		  struct failure *f)
{
	const struct store_how own = {
		.way = how->way == STORE_IN_PLACE ? STORE_IN_PLACE
						  : STORE_REPLACE,
		.rescue = how->rescue,
		.expected = how->expected,
	};

	bool ok = bytes->len > 0 ? store_save(path, bytes->data, bytes->len,
					      &own, stamp, f)
				 : store_remove(path, how->expected, f);

	if (ok && bytes->len == 0)
		*stamp = (struct store_stamp){ 0 };
	if (!ok && f && f->code == FAILURE_WRITE)
		f->code = FAILURE_WRITE_BESIDE;
	return ok;
}
