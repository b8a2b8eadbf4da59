#include <config.h>
#include "core/document_encoding.h"

#include <string.h>
#include "core/text.h"

static void note(struct unheld *unheld, const char *text, size_t n)
{
	uint32_t code;
	size_t len = text_decode(text, n, &code);

	unheld->place = PLACE_NONE;
	memcpy(unheld->character, text, len);
	unheld->character[len] = '\0';
}

bool document_encode(enum encoding encoding, struct bytes *text,
		     struct unheld *unheld)
{
	struct bytes encoded = BYTES_INIT;
	size_t at;

	if (encoding == ENCODING_UTF_8)
		return true;
	if (!encoding_encode(encoding, text->data, text->len, &encoded, &at)) {
		note(unheld, text->data + at, text->len - at);
		bytes_release(&encoded);
		return false;
	}
	bytes_release(text);
	*text = encoded;
	return true;
}

/* -1: in none of the row's. */
static int column_find(const struct table_def *t, const struct row *row,
		       const char *character)
{
	for (int c = 0; c < t->n_columns; c++)
		if (strstr(row->cells[c], character))
			return t->columns[c];
	return -1;
}

void unheld_place(struct unheld *unheld, const struct record *record)
{
	const struct definition *def = record->def;

	for (int i = 0; i < def->n_scalars; i++)
		if (strstr(record->scalars[i], unheld->character)) {
			unheld->place = (struct place){ def->scalars[i], -1 };
			return;
		}
	for (int t = 0; t < def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(record, t); r++) {
			int field = column_find(&def->tables[t],
						record_row(record, t, r),
						unheld->character);

			if (field < 0)
				continue;
			unheld->place = (struct place){ field, (long)r };
			return;
		}
}
