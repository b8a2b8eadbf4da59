#include <config.h>
#include "core/office_package.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/memory.h"
#include "core/office_biff.h"

/* Offsets of [MS-CFB] 2.2 and 2.6. */
enum {
	HEADER_BYTES = 512,
	SECTOR_SHIFT = 30,
	FIRST_FOLDER = 48,
	MINI_CUTOFF = 56,
	FIRST_MINI = 60,
	FIRST_DIFAT = 68,
	DIFAT = 76,
	DIFAT_ENTRIES = 109,

	ENTRY_BYTES = 128,
	ENTRY_NAME_BYTES = 64, /* their count */
	ENTRY_KIND = 66,
	ENTRY_LEFT = 68,
	ENTRY_RIGHT = 72,
	ENTRY_CHILD = 76,
	ENTRY_START = 116,
	ENTRY_SIZE = 120,
	KIND_STREAM = 2,

	MINI_BYTES = 64,
};
#define LAST_SECTOR 0xfffffffau /* more are no sectors but marks */

/* Sectors, and which one follows which. */
struct chains {
	const char *data;
	size_t n, sector_bytes;
	uint32_t *next;
	size_t n_next;
};

struct compound {
	struct office_file *file;
	struct chains sectors, minis;
	struct bytes folder, mini_data, mini_next;
	uint32_t *in_root; /* entries */
	size_t n_in_root;
	uint32_t cutoff; /* smaller streams are in mini sectors */
};

static uint32_t word_at(const char *data, size_t at)
{
	return biff_u32((const uint8_t *)data + at);
}

/* Adds at most `max` bytes of a chain; false if it breaks off. */
static bool chain_read(const struct chains *c, uint32_t sector, size_t max,
		       struct bytes *out)
{
	size_t steps = 0;

	for (; max > 0 && sector < LAST_SECTOR; sector = c->next[sector]) {
		size_t at = sector * c->sector_bytes;
		size_t n = c->sector_bytes;

		/* round in a circle, or out of the file; the last one may be
		   cut off */
		if (sector >= c->n_next || ++steps > c->n_next || at >= c->n)
			return false;
		n = n < c->n - at ? n : c->n - at;
		n = n < max ? n : max;
		bytes_add(out, c->data + at, n);
		max -= n;
	}
	return true;
}

static void set_next(struct chains *c, const struct bytes *words)
{
	c->n_next = words->len / 4;
	c->next = memory_array(c->n_next, sizeof *c->next);
	for (size_t i = 0; i < c->n_next; i++)
		c->next[i] = word_at(words->data, i * 4);
}

static bool add_sector(const struct chains *c, uint32_t sector,
		       struct bytes *out)
{
	size_t at = sector * c->sector_bytes;

	if (sector >= LAST_SECTOR || at >= c->n || c->n - at < c->sector_bytes)
		return false;
	bytes_add(out, c->data + at, c->sector_bytes);
	return true;
}

/* The sectors that say which sector follows which are listed in the header,
   and in a chain of their own behind it. */
static bool read_next(struct chains *c, const char *header)
{
	struct bytes words = BYTES_INIT, list = BYTES_INIT;
	uint32_t more = word_at(header, FIRST_DIFAT);
	size_t last, steps = c->n / c->sector_bytes;
	bool ok = true;

	bytes_add(&list, header + DIFAT, DIFAT_ENTRIES * 4);
	while (ok && more < LAST_SECTOR && steps-- > 0) {
		ok = add_sector(c, more, &list);
		last = list.len - 4;
		more = word_at(list.data, last);
		/* that was no entry but the next sector of the list */
		list.len = last;
	}
	for (size_t i = 0; ok && i < list.len / 4 && words.len <= c->n; i++)
		if (word_at(list.data, i * 4) < LAST_SECTOR)
			ok = add_sector(c, word_at(list.data, i * 4), &words);
	set_next(c, &words);
	bytes_release(&words);
	bytes_release(&list);
	return ok;
}

/* ---- entries of the folder ---- */

static const char *entry_at(const struct compound *c, size_t i)
{
	return c->folder.data + i * ENTRY_BYTES;
}

static bool entry_is(const char *entry, const char *name)
{
	size_t n = strlen(name);

	if (biff_u16((const uint8_t *)entry + ENTRY_NAME_BYTES) != 2 * n + 2 ||
	    entry[ENTRY_KIND] != KIND_STREAM)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strncasecmp(entry + 2 * i, name + i, 1) || entry[2 * i + 1])
			return false;
	return true;
}

static void add_to_root(struct compound *c, bool *is_seen, uint32_t entry)
{
	if (entry >= c->folder.len / ENTRY_BYTES || is_seen[entry])
		return;
	is_seen[entry] = true;
	c->in_root[c->n_in_root++] = entry;
}

/* A folder's entries are a tree below the first one's child. */
static void list_root(struct compound *c)
{
	size_t n = c->folder.len / ENTRY_BYTES;
	bool *is_seen = memory_array(n, sizeof *is_seen);

	c->in_root = memory_array(n, sizeof *c->in_root);
	add_to_root(c, is_seen, word_at(entry_at(c, 0), ENTRY_CHILD));
	for (size_t i = 0; i < c->n_in_root; i++) {
		const char *entry = entry_at(c, c->in_root[i]);

		add_to_root(c, is_seen, word_at(entry, ENTRY_LEFT));
		add_to_root(c, is_seen, word_at(entry, ENTRY_RIGHT));
	}
	free(is_seen);
}

static const char *entry_find(const struct compound *c, const char *name)
{
	for (size_t i = 0; i < c->n_in_root; i++)
		if (entry_is(entry_at(c, c->in_root[i]), name))
			return entry_at(c, c->in_root[i]);
	return NULL;
}

bool compound_has(const struct compound *c, const char *name)
{
	return entry_find(c, name) != NULL;
}

/* ---- opening ---- */

/* The mini sectors are a stream of their own, that of the first entry. */
static bool read_minis(struct compound *c, const char *header)
{
	const char *root = entry_at(c, 0);
	size_t n = c->file->n;

	if (c->folder.len < ENTRY_BYTES ||
	    !chain_read(&c->sectors, word_at(root, ENTRY_START), n,
			&c->mini_data) ||
	    !chain_read(&c->sectors, word_at(header, FIRST_MINI), n,
			&c->mini_next))
		return false;
	c->minis = (struct chains){ .data = c->mini_data.data,
				    .n = c->mini_data.len,
				    .sector_bytes = MINI_BYTES };
	set_next(&c->minis, &c->mini_next);
	list_root(c);
	return true;
}

static bool read_all(struct compound *c)
{
	const char *header = c->file->data;
	unsigned shift;

	if (c->file->n < HEADER_BYTES)
		return false;
	shift = biff_u16((const uint8_t *)header + SECTOR_SHIFT);
	if ((shift != 9 && shift != 12) || c->file->n <= (size_t)1 << shift)
		return false;
	/* the header takes as much as a sector, which has no number */
	c->sectors = (struct chains){ .data = header + ((size_t)1 << shift),
				      .n = c->file->n - ((size_t)1 << shift),
				      .sector_bytes = (size_t)1 << shift };
	c->cutoff = word_at(header, MINI_CUTOFF);
	return read_next(&c->sectors, header) &&
	       chain_read(&c->sectors, word_at(header, FIRST_FOLDER),
			  c->file->n, &c->folder) &&
	       read_minis(c, header);
}

struct compound *compound_open(struct office_file *file)
{
	struct compound *c = memory_alloc(sizeof *c);

	c->file = file;
	bytes_init(&c->folder);
	bytes_init(&c->mini_data);
	bytes_init(&c->mini_next);
	if (read_all(c))
		return c;
	compound_close(c);
	office_refuse(file, FAILURE_OFFICE_BROKEN);
	return NULL;
}

void compound_close(struct compound *c)
{
	if (!c)
		return;
	free(c->sectors.next);
	free(c->minis.next);
	free(c->in_root);
	bytes_release(&c->folder);
	bytes_release(&c->mini_data);
	bytes_release(&c->mini_next);
	free(c);
}

bool compound_read(struct compound *c, const char *name, struct bytes *out)
{
	const char *entry = entry_find(c, name);
	uint32_t size = entry ? word_at(entry, ENTRY_SIZE) : 0;
	const struct chains *chains =
		size < c->cutoff ? &c->minis : &c->sectors;

	if (size > c->file->bytes_left)
		return office_refuse(c->file, FAILURE_OFFICE_TOO_BIG);
	c->file->bytes_left -= size;
	return (entry &&
		chain_read(chains, word_at(entry, ENTRY_START), size, out)) ||
	       office_refuse(c->file, FAILURE_OFFICE_BROKEN);
}
