#include <config.h>
#include "core/office_numbering.h"

#include <stdlib.h>
#include <string.h>
#include "core/bisect.h"
#include "core/list_item.h"
#include "core/office_xml.h"

enum {
	LEVELS = 9,	   /* as in Word */
	LISTS = 2000,	   /* no more are looked at, */
	TEXT_BYTES = 32,   /* nor longer marks, */
	NUMBER_MAX = 32767 /* nor higher numbers */
};

struct numbered_level {
	const char *text;   /* %1.%2; NULL: there is no such level */
	const char *digits; /* "chineseCounting" */
	unsigned start, count;
	bool has_begun;
};

/* The first of those with an id counts. */
struct numbered {
	unsigned id, order;
};

/* Lists of one kind go on counting where another one of it stopped… */
struct numbered_kind {
	struct numbered by;
	struct numbered_level levels[LEVELS];
};

/* …unless they say where they start. */
struct numbered_list {
	struct numbered by;
	unsigned kind;
	unsigned starts[LEVELS]; /* 0: it doesn't say, or no more */
};

void numbering_release(struct numbering *n)
{
	free(n->kinds);
	free(n->lists);
	arena_release(&n->arena);
}

/* ---- reading ---- */

static void add_kind(struct numbering *n, unsigned id)
{
	struct numbered_kind kind = { .by = { id, (unsigned)n->n_kinds } };

	n->level = NULL;
	if (n->n_kinds == LISTS)
		return;
	for (int i = 0; i < LEVELS; i++)
		kind.levels[i] = (struct numbered_level){ .digits = "decimal",
							  .start = 1 };
	MEMORY_ADD(n->kinds, n->n_kinds, n->cap_kinds) = kind;
}

static void add_list(struct numbering *n, unsigned id)
{
	if (n->n_lists == LISTS)
		return;
	MEMORY_MORE(n->lists, n->n_lists, n->cap_lists);
	n->lists[n->n_lists] =
		(struct numbered_list){ .by = { id, (unsigned)n->n_lists } };
	n->n_lists++;
}

/* Of the kind at work on: those of lists, which come behind all kinds, are left
   as they are. */
static void begin_level(struct numbering *n, unsigned level)
{
	bool is_kind = n->n_kinds > 0 && n->n_lists == 0 && level < LEVELS;

	n->level = is_kind ? &n->kinds[n->n_kinds - 1].levels[level] : NULL;
}

/* How numbers are written, by name, and as Word had it in 2003. */
static const struct {
	const char *name;
	unsigned code;
	enum item_digits as;
} digits[] = {
	{ "decimal", 0, ITEM_ARABIC },
	{ "upperLetter", 3, ITEM_ARABIC },
	{ "lowerLetter", 4, ITEM_ARABIC },
	{ "japaneseCounting", 11, ITEM_CHINESE },
	{ "decimalFullWidth", 14, ITEM_WIDE },
	{ "decimalEnclosedCircle", 18, ITEM_CIRCLED },
	{ "bullet", 23, ITEM_ARABIC },
	{ "decimalEnclosedFullstop", 26, ITEM_DOTTED },
	{ "decimalEnclosedParen", 27, ITEM_BRACKETED },
	{ "decimalEnclosedCircleChinese", 28, ITEM_CIRCLED },
	{ "taiwaneseCounting", 33, ITEM_CHINESE },
	{ "chineseCounting", 37, ITEM_CHINESE },
	{ "chineseCountingThousand", 39, ITEM_CHINESE },
	{ "none", 255, ITEM_ARABIC },
};

static const char *digits_of(unsigned code)
{
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (digits[i].code == code)
			return digits[i].name;
	return digits[0].name;
}

static void set_level(struct numbering *n, const char *name, const char *value,
		      unsigned number)
{
	size_t len = strlen(value);

	if (!n->level || len > TEXT_BYTES)
		return;
	if (!strcmp(name, "start") && number <= NUMBER_MAX)
		n->level->start = number;
	else if (!strcmp(name, "numFmt"))
		n->level->digits = arena_copy(&n->arena, value, len);
	else if (!strcmp(name, "nfc"))
		n->level->digits = digits_of(number);
	else if (!strcmp(name, "lvlText"))
		n->level->text = arena_copy(&n->arena, value, len);
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct numbering *n = ctx;
	struct numbered_list *list =
		n->n_lists > 0 ? &n->lists[n->n_lists - 1] : NULL;
	const char *value = xml_attribute(attributes, "val");
	unsigned number = xml_number(attributes, "val", 0);

	if (!strcmp(name, "abstractNum"))
		add_kind(n, xml_number(attributes, "abstractNumId", 0));
	else if (!strcmp(name, "listDef"))
		add_kind(n, xml_number(attributes, "listDefId", 0));
	else if (!strcmp(name, "lvl"))
		begin_level(n, xml_number(attributes, "ilvl", LEVELS));
	else if (!strcmp(name, "num"))
		add_list(n, xml_number(attributes, "numId", 0));
	else if (!strcmp(name, "list"))
		add_list(n, xml_number(attributes, "ilfo", 0));
	else if (!strcmp(name, "lvlOverride"))
		n->overridden = xml_number(attributes, "ilvl", LEVELS);
	else if (!list && value)
		set_level(n, name, value, number);
	else if (list &&
		 (!strcmp(name, "abstractNumId") || !strcmp(name, "ilst")))
		list->kind = number;
	else if (list && !strcmp(name, "startOverride") &&
		 n->overridden < LEVELS && number <= NUMBER_MAX)
		list->starts[n->overridden] = number;
}

/* By what kinds and lists begin with. */
static int compare_ids(const void *pa, const void *pb)
{
	const struct numbered *a = pa, *b = pb;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

bool numbering_read(struct office_file *file, const struct bytes *xml,
		    struct numbering *n)
{
	static const struct xml_events events = { .start = start };

	bool ok = office_xml_read(file, xml, &events, n);

	n->level = NULL;
	if (n->n_kinds > 0)
		qsort(n->kinds, n->n_kinds, sizeof *n->kinds, compare_ids);
	if (n->n_lists > 0)
		qsort(n->lists, n->n_lists, sizeof *n->lists, compare_ids);
	return ok;
}

/* ---- counting ---- */

static struct numbered_list *list_find(struct numbering *n, unsigned id)
{
	size_t i;

	BISECT(i, n->n_lists, n->lists[i].by.id < id);
	return i < n->n_lists && n->lists[i].by.id == id ? &n->lists[i] : NULL;
}

static struct numbered_kind *kind_find(struct numbering *n, unsigned id)
{
	size_t i;

	BISECT(i, n->n_kinds, n->kinds[i].by.id < id);
	return i < n->n_kinds && n->kinds[i].by.id == id ? &n->kinds[i] : NULL;
}

/* A level that goes on makes those below it begin anew. */
static void count(struct numbered_kind *kind, struct numbered_list *list,
		  unsigned level)
{
	struct numbered_level *l = &kind->levels[level];

	l->count = l->has_begun ? l->count + 1 : l->start;
	l->has_begun = true;
	if (list->starts[level] > 0)
		l->count = list->starts[level];
	list->starts[level] = 0;
	for (unsigned below = level + 1; below < LEVELS; below++)
		kind->levels[below].has_begun = false;
}

/* ---- how it looks ---- */

static void add_number(struct bytes *out, const struct numbered_level *level)
{
	struct list_item item = { .digits = ITEM_ARABIC };
	unsigned number = level->has_begun ? level->count : level->start;
	bool is_upper = !strcmp(level->digits, "upperLetter");

	if (number > 0 && (is_upper || !strcmp(level->digits, "lowerLetter"))) {
		bytes_add_char(out, (char)((is_upper ? 'A' : 'a') +
					   (int)((number - 1) % 26)));
		return;
	}
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (!strcmp(level->digits, digits[i].name))
			item.digits = digits[i].as;
	if (number == 0 || !list_item_print_number(out, &item, (int)number))
		bytes_add_number(out, number);
}

static void add_mark(struct bytes *out, const struct numbered_kind *kind,
		     const char *text)
{
	for (; *text; text++)
		if (text[0] == '%' && text[1] >= '1' && text[1] <= '9')
			add_number(out, &kind->levels[*++text - '1']);
		else
			bytes_add_char(out, *text);
}

void numbering_next(struct numbering *n, unsigned list_id, unsigned level,
		    struct bytes *out)
{
	struct numbered_list *list = list_find(n, list_id);
	struct numbered_kind *kind = list ? kind_find(n, list->kind) : NULL;
	const struct numbered_level *l;
	size_t before = out->len;

	if (!kind || level >= LEVELS || !kind->levels[level].text)
		return;
	count(kind, list, level);
	l = &kind->levels[level];
	if (!strcmp(l->digits, "bullet") || !strcmp(l->digits, "none"))
		return;
	add_mark(out, kind, l->text);
	/* 1. and 5 are no 1.5 */
	if (out->len > before && (unsigned char)out->data[out->len - 1] < 0x80)
		bytes_add_char(out, ' ');
}
