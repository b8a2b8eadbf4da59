/*
 * random_keys: random keys, reports of terminals, garbage and sizes, through
 * the decoder and the screens.
 *
 *	random_keys TOP N [SEED]
 *
 * Every frame may go to a terminal. Each time the program is left, and at the
 * end: what is saved is read back as the same record, and undoing all and
 * redoing all ends where it began. It works in the current folder; no key is a
 * slash.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/document.h"
#include "locale/say.h"
#include "tests/monkey.h"
#include "tui/app.h"
#include "tui/app_draw.h"

#define FORM "form.csv"

struct player {
	struct monkey monkey;
	struct document *doc;
	struct app *app;
	unsigned long n_rounds, n_undone, n_lost;
};

/* ---- the document ---- */

static struct document *open_document(struct player *m, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(m->monkey.forms, path, NULL, &faults);

	if (!doc || !document_check(doc, &faults)) {
		struct bytes sentence = BYTES_INIT;

		if (faults.n > 0)
			say_failure(&faults.items[0], &sentence);
		monkey_fault(&m->monkey, "can't open: ", sentence.data);
		bytes_release(&sentence);
		document_free(doc);
		doc = NULL;
	}
	failure_list_release(&faults);
	return doc;
}

static void begin(struct player *m)
{
	struct bytes path = BYTES_INIT;
	struct failure_list faults = { 0 };
	struct failure failure = { 0 };

	bytes_printf(&path, "%s/samples/zhanjiang-kexie-2024.tsv",
		     m->monkey.top);
	m->doc = open_document(m, path.data);
	/* from now on a file of this folder */
	if (!m->doc || !document_save(m->doc, FORM, true, &failure))
		exit(99);
	document_free(m->doc);
	m->doc = open_document(m, FORM);
	if (!m->doc)
		exit(99);
	m->app = app_new(m->doc);
	app_check(m->app, &faults);
	failure_list_release(&faults);
	bytes_release(&path);
}

static void end(struct player *m)
{
	app_free(m->app);
	document_free(m->doc);
	m->app = NULL;
	m->doc = NULL;
}

/* ---- what must hold ---- */

static bool is_lost(const struct document *doc, struct place place)
{
	for (size_t i = 0; i < doc->n_lost; i++)
		if (place_equal(doc->lost[i], place))
			return true;
	return false;
}

/* Told when it is opened, where what was lacking comes from: here, or in the
   row that this level goes on from. */
static bool is_repaired(const struct document *doc, struct place place)
{
	for (size_t i = 0; i < doc->reading.n_repairs; i++)
		if (place_equal(doc->reading.repairs[i].place, place))
			return true;
	if (place.row <= 0 || !record_level_repeats(&doc->record, place))
		return false;
	place.row--;
	return is_repaired(doc, place);
}

static void compare_cell(struct player *m, const struct document *back,
			 struct place here, struct place there)
{
	const char *a = record_get(&m->doc->record, here);
	const char *b = record_get(&back->record, there);

	if (strcmp(a, b) == 0)
		return;
	m->n_lost++;
	if (!is_lost(m->doc, here) && !is_repaired(back, there)) {
		printf("%s row %ld: “%s” is read back as “%s”\n",
		       m->doc->def->fields[here.field].name, here.row, a, b);
		monkey_fault(&m->monkey, "another cell", "");
	}
}

/* The next row that has anything in it, from `at` on, or the number of rows: a
   row of nothing is not kept. */
static size_t row_from(const struct document *doc, int table, size_t at)
{
	size_t n = record_n_rows(&doc->record, table);

	for (; at < n; at++) {
		const struct row *row = record_row(&doc->record, table, at);

		for (int c = 0; c < doc->def->tables[table].n_columns; c++)
			if (*row->cells[c])
				return at;
	}
	return n;
}

static void compare_table(struct player *m, const struct document *back,
			  int table)
{
	const struct table_def *def = &m->doc->def->tables[table];
	size_t n = record_n_rows(&m->doc->record, table);
	size_t n_back = record_n_rows(&back->record, table);
	size_t i = row_from(m->doc, table, 0), j = row_from(back, table, 0);

	while (i < n && j < n_back) {
		for (int c = 0; c < def->n_columns; c++)
			compare_cell(
				m, back,
				(struct place){ def->columns[c], (long)i },
				(struct place){ def->columns[c], (long)j });
		i = row_from(m->doc, table, i + 1);
		j = row_from(back, table, j + 1);
	}
	if (i < n || j < n_back)
		monkey_fault(&m->monkey, "another number of rows", "");
}

static void compare_records(struct player *m, const struct document *back)
{
	const struct definition *def = m->doc->def;

	for (int i = 0; i < def->n_scalars; i++) {
		struct place place = { def->scalars[i], -1 };

		compare_cell(m, back, place, place);
	}
	for (int t = 0; t < def->n_tables; t++)
		compare_table(m, back, t);
}

static void save_and_read(struct player *m)
{
	struct failure failure = { 0 };
	struct bytes sentence = BYTES_INIT;

	unlink("round.csv");
	if (!document_save_utf_8(m->doc, "round.csv", false, &failure)) {
		say_failure(&failure, &sentence);
		monkey_fault(&m->monkey, "it can't be saved: ", sentence.data);
	} else {
		struct document *back = open_document(m, "round.csv");

		if (back)
			compare_records(m, back);
		document_free(back);
	}
	failure_release(&failure);
	bytes_release(&sentence);
}

static void undo_and_redo(struct player *m)
{
	struct bytes before = BYTES_INIT, after = BYTES_INIT;

	/* what the user had undone as well */
	while (document_redo(m->doc))
		;
	document_bytes(m->doc, &before);
	while (document_undo(m->doc))
		m->n_undone++;
	while (document_redo(m->doc))
		;
	document_bytes(m->doc, &after);
	if (before.len != after.len ||
	    memcmp(before.data, after.data, after.len) != 0)
		monkey_fault(&m->monkey, "undoing and redoing ends elsewhere",
			     "");
	bytes_release(&before);
	bytes_release(&after);
}

static void draw(void *ctx, int height, int width)
{
	struct player *m = ctx;
	struct canvas *canvas = monkey_canvas(&m->monkey, height, width);

	app_resize(m->app, height, width);
	app_draw(m->app, canvas);
	monkey_judge_frame(&m->monkey);
}

static void round_up(struct player *m)
{
	monkey_draw_some(&m->monkey, draw, m);
	undo_and_redo(m);
	save_and_read(m);
	end(m);
	m->n_rounds++;
}

/* ---- what is typed ---- */

static const char *const sequences[] = {
	/* keys */
	"\033[A",
	"\033[B",
	"\033[C",
	"\033[D",
	"\033OA",
	"\033OB",
	"\033OC",
	"\033OD",
	"\033[H",
	"\033[F",
	"\033[5~",
	"\033[6~",
	"\033[1;5H",
	"\033[1;5F",
	"\033[5;5~",
	"\033[6;5~",
	"\033[3~",
	"\033[2~",
	"\033[Z",
	"\t",
	"\t",
	"\r",
	"\r",
	"\r",
	"\177",
	"\177",
	"\033OP",
	"\033OQ",
	"\033OR",
	"\033OS",
	"\033[15~",
	"\033[15~",
	"\033[17~",
	"\033[18~",
	"\033[19~",
	"\033[20~",
	"\033[21~",
	"\033[24~",
	"\033[18;2~",
	"\033[1;2R",
	"\033[1;2A",
	"\033[1;2B",
	"\033[1;2B",
	"\033[1;2C",
	"\033[1;2D",
	"\033[1;3A",
	"\033[1;3B",
	"\0331",
	"\0332",
	"\0333",
	"\0334",
	"\0335",
	"\0336",
	"\033r",
	"\033s",
	"\033z",
	"\033b",
	"\033f",
	"\033",
	/* reports, none of them asked for */
	"\033[?1;2c",
	"\033[>41;354;0c",
	"\033[24;80R",
	"\033[0n",
	"\033]11;rgb:0000/0000/0000\033\\",
	"\033]52;c;cm0K\007",
	"\033P1$r0m\033\\",
	"\033P>|XTerm(379)\033\\",
	"\033[I",
	"\033[O",
	"\033[<0;10;5M",
	"\033[<0;10;2M",
	"\033[<0;30;2M",
	"\033[<0;50;2M",
	"\033[<0;25;5M",
	"\033[<0;66;8M",
	"\033[<0;66;9M",
	"\033[<0;30;12M",
	"\033[<0;24;24M",
	"\033[<0;400;200M",
	"\033[<64;10;5M",
	"\033[<65;10;5M",
	"\033[<64;10;5m",
	"\033[M !!",
	"\033[97;5u",
	"\033[27;5;97~",
	"\033[8;24;80t",
	"\033_G\033\\",
	"\033[?2026;2$y",
	/* pastes */
	"\033[200~a\tb\r\nc\td\r\033[201~",
	("\033[200~序号\t一级指标\t三级指标\t指标值\r1\t产出指标\t\"两\r行\""
	 "\t≥１２\r2\t\t合格率\t\033[201~"),
	"\033[200~基本支出\t1,000\r财政拨款\t3万元\r\033[201~",
	"\033[200~≥1\r\r≥3\r\033[201~",
	"\033[200~≥95%\033[201~",
	"\033[200~never",
	"\033[201~",
	"a\tb\tc\r\nd\te\tf\r\n",
	"\033[200~\033[31m\033]0;x\007\302\2338\033[201~",
	/* texts */
	"万",
	"≥",
	"%",
	"1",
	"184.36",
	"产出指标",
	"数量指标",
	"年",
	"９５％",
	" ",
	"0",
	".",
	"-",
	"=1+1",
	"\"",
	",",
	"任务",
	"👨‍👩‍👧",
	"é",
	"e\314\201",
	"\342\200\256",
	"\342\200\213",
	"\340\270\241",
	/* no text */
	"\377",
	"\233",
	"\344\270",
	"\300\233",
	"\364\220\200\200",
	"\000",
};

static void type_some(struct player *m)
{
	char byte;
	const char *s;

	switch (monkey_chance(&m->monkey, 8)) {
	case 0: /* a control key; ^Q and ^S less often */
		byte = (char)monkey_chance(&m->monkey, 32);
		if ((byte == ('Q' & 31) || byte == ('S' & 31)) &&
		    monkey_chance(&m->monkey, 4))
			byte = 'Z' & 31;
		monkey_type(&m->monkey, &byte, 1);
		break;
	case 1:
		byte = (char)(' ' + monkey_chance(&m->monkey, 95));
		monkey_type(&m->monkey, byte == '/' ? "?" : &byte, 1);
		break;
	default:
		s = sequences[monkey_chance(
			&m->monkey, sizeof sequences / sizeof *sequences)];
		monkey_type(&m->monkey, s, *s ? strlen(s) : 1);
	}
}

static void press(struct player *m, const struct key *key)
{
	m->monkey.n_keys++;
	if (app_key(m->app, key) >= APP_QUIT) {
		round_up(m);
		begin(m);
	} else if (monkey_chance(&m->monkey, 20) == 0) {
		monkey_draw_some(&m->monkey, draw, m);
	}
}

static void play(struct player *m, unsigned long n)
{
	struct key key;

	begin(m);
	while (m->monkey.n_keys < n && !m->monkey.has_failed) {
		type_some(m);
		while (!m->monkey.has_failed &&
		       key_decoder_next(&m->monkey.decoder,
					monkey_chance(&m->monkey, 3) == 0,
					&key))
			press(m, &key);
		if (monkey_chance(&m->monkey, 200) == 0 &&
		    !m->monkey.has_failed)
			press(m, &(struct key){ .name = K_NONE });
	}
	if (!m->monkey.has_failed)
		round_up(m);
	else
		end(m);
}

int main(int argc, char **argv)
{
	struct player m = { 0 };
	unsigned long n = monkey_init(&m.monkey, argc, argv);

	if (n == 0)
		return 2;
	play(&m, n);
	printf("%s %lu keys, %lu frames; %lu times left, saved and read back, "
	       "%lu changes undone and redone, %lu cells told as not "
	       "readable\n",
	       m.monkey.has_failed ? "not ok" : "ok", m.monkey.n_keys,
	       m.monkey.n_frames, m.n_rounds, m.n_undone, m.n_lost);
	monkey_release(&m.monkey);
	return m.monkey.has_failed ? 1 : 0;
}
