/*
 * office_files: spreadsheets and documents made of their parts, and what
 * core/office makes of them.
 */
#ifndef TESTS_UNIT_OFFICE_FILES_H
#define TESTS_UNIT_OFFICE_FILES_H

#include "core/bytes.h"

struct office_part {
	const char *name, *text;
};

#define RELATIONS "<Relationships xmlns='x'>"
#define RELATION(id, type, target)                                           \
	"<Relationship Id='" id "' Type='http://x/" type "' Target='" target \
	"'/>"

/* A workbook's: where its own part is, and where its sheets are. */
extern const struct office_part office_root, office_book_relations;

/* A zip of these parts; a name of NULL ends them. Owned by the caller. */
struct bytes office_zip(const struct office_part *);
/* One with two sheets, the second without cells. */
struct bytes office_workbook(const char *sheet, const char *strings,
			     const char *styles);
/* How a part of a single file web page is sent. */
enum office_transfer { OFFICE_QUOTED, OFFICE_BASE64, OFFICE_8BIT };
/* One as Word writes it, with the page, a picture and a list of both. */
struct bytes office_mht(const struct bytes *page, enum office_transfer);
/* The tables of a file as one text, or the key of what is wrong with it. free()
   it. */
char *office_text(const struct bytes *file);
/* That it is this one; the file is released. */
void office_expect(struct bytes file, const char *wanted);

#endif
