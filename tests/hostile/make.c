#include <config.h>
#include "tests/hostile/make.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/store.h"
#include "tests/hostile/sequences.h"

/* ---- chance, the same everywhere ---- */

static uint64_t chance_state;

static size_t chance(size_t below)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 7;
	chance_state ^= chance_state << 17;
	return below ? (size_t)(chance_state % below) : 0;
}

static void chance_start(unsigned number)
{
	chance_state = 0x9E3779B97F4A7C15u * (number + 1);
	for (int i = 0; i < 8; i++)
		chance(1);
}

/* ---- files ---- */

static bool load(struct hostile_file *file, const char *name, const char *top,
		 const char *path)
{
	struct bytes full = BYTES_INIT;
	struct store_stamp stamp;
	char *data = NULL;
	size_t n;

	bytes_printf(&full, "%s/%s", top, path);
	bool ok = store_read(full.data, &data, &n, &stamp, NULL);
	bytes_init(&file->name);
	bytes_init(&file->data);
	bytes_add_str(&file->name, name);
	if (ok)
		bytes_add(&file->data, data, n);
	free(data);
	bytes_release(&full);
	return ok;
}

static const struct hostile_sequence *sequence_of(unsigned number)
{
	return &hostile_sequences[number % n_hostile_sequences];
}

/* The sequence in the middle of each `word`, behind its first character. */
static void poison(struct bytes *data, const char *word,
		   const struct hostile_sequence *s)
{
	struct bytes out = BYTES_INIT;
	size_t n = strlen(word), first = 1, i = 0;

	while (first < n && ((unsigned char)word[first] & 0xC0) == 0x80)
		first++;
	while (i < data->len) {
		if (data->len - i >= n && !memcmp(data->data + i, word, n)) {
			bytes_add(&out, word, first);
			bytes_add(&out, s->bytes, s->n);
			bytes_add(&out, word + first, n - first);
			i += n;
		} else {
			bytes_add_char(&out, data->data[i++]);
		}
	}
	bytes_release(data);
	*data = out;
}

static void repeat(struct bytes *out, const struct hostile_sequence *s,
		   size_t times)
{
	for (size_t i = 0; i < times; i++)
		bytes_add(out, s->bytes, s->n);
}

/* ---- a sequence in a place of the real form ---- */

/* A cell, a target, a long text, labels, a heading, the title, an amount, a
   level, a row of the tree. */
static const char *const words[] = {
	"湛江市科学技术协会", "≥65",	    "素质提升", "部门名称", "指标值",
	"年市级部门",	      "815.58",	    "市级",	"产出指标", "任务1",
	"满意度指标",	      "科普影响力",
};
enum {
	N_WORDS = sizeof words / sizeof *words,
	AT_START = N_WORDS, /* further places */
	AT_END,
	IN_ROW_BEYOND,
	IN_COLUMN_BEYOND,
	IN_NAME,
	MANY_TIMES,
	IN_REASON,
	N_PLACES
};

/* No name has a slash or a NUL. */
static void add_name(struct bytes *name, const struct hostile_sequence *s)
{
	for (size_t i = 0; i < s->n; i++)
		bytes_add_char(name, s->bytes[i] == '/' || !s->bytes[i]
					     ? '_'
					     : s->bytes[i]);
}

static void rename_form(struct hostile *h, const struct hostile_sequence *s)
{
	bytes_clear(&h->form.name);
	bytes_add_str(&h->form.name, "x");
	add_name(&h->form.name, s);
	bytes_add_str(&h->form.name, ".tsv");
}

static void add_reasons(struct hostile *h, const struct hostile_sequence *s)
{
	struct hostile_file *side = &h->sides[h->n_sides++];

	bytes_init(&side->name);
	bytes_init(&side->data);
	bytes_add_str(&side->name, "form.tsv.jixiao");
	bytes_add_str(&side->data,
		      "类别,检查,项目,行,名称,当时的值,说明,日期,校验\n"
		      "说明,VAL-NO-CMP,指标.指标值,2,科");
	bytes_add(&side->data, s->bytes, s->n);
	bytes_add_str(&side->data, "普,4,按");
	bytes_add(&side->data, s->bytes, s->n);
	bytes_add_str(&side->data, "口径,2026-11-25,9f3c0a1b2c3d4e5f\n");
}

static void place(struct hostile *h, unsigned where,
		  const struct hostile_sequence *s)
{
	struct bytes *data = &h->form.data;

	if (where < N_WORDS) {
		poison(data, words[where], s);
	} else if (where == AT_START) {
		bytes_splice(data, 0, 0, s->bytes, s->n);
	} else if (where == AT_END) {
		bytes_add(data, s->bytes, s->n);
	} else if (where == IN_ROW_BEYOND) {
		bytes_add_str(data, "\nx\t");
		bytes_add(data, s->bytes, s->n);
		bytes_add_str(data, "\ty\n");
	} else if (where == IN_COLUMN_BEYOND) {
		poison(data, "\t市级", s);
		poison(data, "≥65\n", &(struct hostile_sequence){ "5\t", 2 });
	} else if (where == IN_NAME) {
		rename_form(h, s);
	} else if (where == IN_REASON) {
		add_reasons(h, s);
	} else {
		struct bytes many = BYTES_INIT;

		repeat(&many, s, 4000);
		poison(data, "≥65",
		       &(struct hostile_sequence){ many.data, many.len });
		bytes_release(&many);
	}
}

/* ---- a sequence in a definition ---- */

static const char *const def_files[] = { "fields.csv", "indicators.csv",
					 "layout.csv", "rules.csv",
					 "targets.csv" };
static const char *const def_words[] = {
	"学校拨款",    "经费说明",     "School grant", "钱从哪里来",
	"没有填",      "is blank",     "金额(元)",     "CLUB-EMPTY",
	"three_boxes", "测试用",       "校内联赛",     "本表由各社团填写。",
	"活动名称",    "年社团经费表", "大于等于",     "学年,year",
};
enum {
	N_DEF_FILES = sizeof def_files / sizeof *def_files,
	N_DEF_WORDS = sizeof def_words / sizeof *def_words,
	DEF_ROUNDS = 2, /* words that each sequence comes into */
};

static bool make_definition(struct hostile *h, const char *top, unsigned number)
{
	const struct hostile_sequence *s = sequence_of(number);
	const char *word =
		def_words[(number + number / n_hostile_sequences * 7) %
			  N_DEF_WORDS];
	char name[64], path[128];
	bool ok = load(&h->form, "form.csv", top,
		       "tests/forms/three-boxes/chess-club.csv");

	poison(&h->form.data, word, s);
	for (int i = 0; i < N_DEF_FILES; i++) {
		snprintf(name, sizeof name, "forms/f/%s", def_files[i]);
		snprintf(path, sizeof path, "tests/forms/three-boxes/%s",
			 def_files[i]);
		ok &= load(&h->sides[i], name, top, path);
		poison(&h->sides[i].data, word, s);
	}
	h->n_sides = N_DEF_FILES;
	h->has_definition = true;
	return ok;
}

/* ---- broken tables ---- */

static void make_quotes(struct bytes *data)
{
	poison(data, "\t", &(struct hostile_sequence){ "\"", 1 });
}

static void make_one_quote(struct bytes *data)
{
	bytes_splice(data, data->len / 2, 0, "\t\"", 2);
}

static void make_nuls(struct bytes *data)
{
	for (size_t i = 0; i < data->len; i += 97)
		data->data[i] = '\0';
}

static void make_utf_16(struct bytes *data)
{
	struct bytes out = BYTES_INIT;

	bytes_add(&out, "\xFF\xFE", 2);
	for (size_t i = 0; i < data->len; i++) {
		bytes_add_char(&out, data->data[i]);
		bytes_add_char(&out, '\0');
	}
	bytes_release(data);
	*data = out;
}

static void make_surrogates(struct bytes *data)
{
	bytes_clear(data);
	bytes_add(data, "\xFE\xFF", 2);
	for (int i = 0; i < 5000; i++)
		bytes_add(data, "\xD8\x00\xD8\x00\xDC\x00\x00,", 8);
}

static void make_wide(struct bytes *data)
{
	repeat(data, &(struct hostile_sequence){ "\t", 1 }, 16000);
}

static void make_long(struct bytes *data)
{
	for (int i = 0; i < 20000; i++)
		bytes_printf(data, "\t产出指标\t数量指标\t指标%d\t≥%d\n", i, i);
}

static void make_huge(struct bytes *data)
{
	repeat(data, &(struct hostile_sequence){ "汉，x", 7 }, 140000);
}

static void make_deep(struct bytes *data)
{
	bytes_clear(data);
	repeat(data, &(struct hostile_sequence){ "[{\"a\":", 6 }, 50000);
}

static void make_deep_brackets(struct bytes *data)
{
	bytes_clear(data);
	repeat(data, &(struct hostile_sequence){ "[", 1 }, 200000);
}

static void make_bad_json(struct bytes *data)
{
	bytes_clear(data);
	bytes_add_str(data, "{\"form\":\"\\u001b]0;gone\\u0007\",\"fields\":{"
			    "\"\\u202e\":1e999,\"a\":\"\\ud800\"}}");
}

static void make_dashes(struct bytes *data)
{
	poison(data, "815.58", &(struct hostile_sequence){ "--", 2 });
}

static void make_line_ends(struct bytes *data)
{
	poison(data, "\n", &(struct hostile_sequence){ "\r\r\v\f", 4 });
}

static void make_empty_rows(struct bytes *data)
{
	repeat(data, &(struct hostile_sequence){ "\t\n", 2 }, 100000);
}

static void (*const breakers[])(struct bytes *) = {
	make_quotes,	 make_one_quote,     make_nuls,	    make_utf_16,
	make_surrogates, make_wide,	     make_long,	    make_huge,
	make_deep,	 make_deep_brackets, make_bad_json, make_dashes,
	make_line_ends,	 make_empty_rows,
};
enum { N_BREAKERS = sizeof breakers / sizeof *breakers };

/* ---- bytes changed by chance ---- */

static const struct {
	const char *path, *name;
} originals[] = {
	{ "samples/zhanjiang-kexie-2024.tsv", "form.tsv" },
	{ "tests/forms/three-boxes/chess-club.csv", "form.csv" },
	{ "tests/forms/every-kind/sample.csv", "form.csv" },
	{ "tests/tables/real.xlsx", "form.xlsx" },
	{ "tests/tables/real.docx", "form.docx" },
	{ "tests/tables/real.xls", "form.xls" },
	{ "tests/tables/two-sheets.xlsx", "form.xlsx" },
	{ "tests/convert/real.json", "form.json" },
	{ "tests/convert/real.tidy", "form.csv" },
};
enum { N_ORIGINALS = sizeof originals / sizeof *originals, MUTATIONS = 360 };

static void mutate_once(struct bytes *data)
{
	size_t at = chance(data->len), n = chance(64) + 1;
	const struct hostile_sequence *s =
		sequence_of((unsigned)chance(n_hostile_sequences));

	if (at + n > data->len)
		n = data->len - at;
	switch (chance(6)) {
	case 0:
		data->data[at] = (char)chance(256);
		break;
	case 1:
		data->data[at] ^= (char)(1 << chance(8));
		break;
	case 2:
		bytes_splice(data, at, n, "", 0);
		break;
	case 3:
		bytes_splice(data, at, 0, s->bytes, s->n);
		break;
	case 4:
		bytes_splice(data, at, n, s->bytes, s->n);
		break;
	default: {
		char part[64];

		memcpy(part, data->data + at, n);
		bytes_splice(data, chance(data->len), 0, part, n);
	}
	}
}

static void mutate(struct bytes *data)
{
	size_t times = (size_t)1 << chance(6);

	if (chance(5) == 0) {
		size_t at = chance(data->len);

		bytes_splice(data, at, data->len - at, "", 0);
	}
	for (size_t i = 0; i < times && data->len > 0; i++)
		mutate_once(data);
}

/* ---- all of them ---- */

unsigned hostile_count(void)
{
	return n_hostile_sequences * (N_PLACES + DEF_ROUNDS) + N_BREAKERS +
	       MUTATIONS;
}

static bool make_mutation(struct hostile *h, const char *top, unsigned number)
{
	unsigned i = number % N_ORIGINALS;
	bool ok = load(&h->form, originals[i].name, top, originals[i].path);

	mutate(&h->form.data);
	return ok;
}

bool hostile_make(struct hostile *h, const char *top, unsigned number)
{
	unsigned in_forms = n_hostile_sequences * N_PLACES;
	unsigned in_definitions = n_hostile_sequences * DEF_ROUNDS;
	bool is_break = false;

	*h = (struct hostile){ 0 };
	chance_start(number);
	if (number >= in_forms && number - in_forms < in_definitions)
		return make_definition(h, top, number - in_forms);
	if (number >= in_forms) {
		number -= in_forms + in_definitions;
		is_break = number < N_BREAKERS;
		if (!is_break)
			return make_mutation(h, top, number - N_BREAKERS);
	}
	if (!load(&h->form, "form.tsv", top,
		  "samples/zhanjiang-kexie-2024.tsv"))
		return false;
	if (is_break)
		breakers[number](&h->form.data);
	else
		place(h, number / n_hostile_sequences, sequence_of(number));
	return true;
}

void hostile_release(struct hostile *h)
{
	bytes_release(&h->form.name);
	bytes_release(&h->form.data);
	for (int i = 0; i < h->n_sides; i++) {
		bytes_release(&h->sides[i].name);
		bytes_release(&h->sides[i].data);
	}
}
