/*
 * text: UTF-8 as people see it. One iterator, text_cluster_next(), tells how a
 * piece of foreign text is shown, how many columns it takes and how many bytes
 * it spans; drawing, cursor movement, cutting and wrapping all go through it,
 * so they can't disagree. It is also the gate: whatever could harm a terminal
 * (control characters, C1, bidi controls, stray bytes, invisible characters)
 * comes out as a visible mark such as <1B> or <U+202E>.
 *
 * Columns are wcwidth()'s, which are ncurses' own: LC_CTYPE must be a UTF-8
 * locale (main and the tests see to that). How many the ambiguous characters
 * take is the terminal's choice: tui/columns. Lengths are bytes unless named.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"

/* One visible character: a base with its combining marks, an emoji sequence,
   or one dangerous byte or code point shown as a mark. */
struct text_cluster {
	const char *show; /* safe to send; the text's own bytes or `mark` */
	size_t show_len;  /* bytes of `show` */
	size_t len;	  /* bytes of the text that it stands for; > 0 */
	int w_cols;	  /* columns of `show`; 1 or more */
	bool is_mark;	  /* shown as a mark, not as itself */
	char mark[16];
};

/* Reads the cluster at s; false at the end (n == 0). A newline shows as ↵, a
   tab as →. */
bool text_cluster_next(const char *s, size_t n, struct text_cluster *);
/* Byte offset of the cluster boundary before / after `at`. */
size_t text_before(const char *s, size_t n, size_t at);
size_t text_after(const char *s, size_t n, size_t at);
/* The nearest offset at or before / behind `at` where a cluster begins whatever
   stands before it: counts and columns on both sides add up. */
size_t text_start_before(const char *s, size_t at);
size_t text_start_behind(const char *s, size_t n, size_t at);
/* Offset of the word's start before `at` / end behind `at`: words are runs of
   ASCII letters and digits, runs of Han, runs of anything else not blank. */
size_t text_word_before(const char *s, size_t n, size_t at);
size_t text_word_after(const char *s, size_t n, size_t at);

/* Columns of the whole text as shown. */
int text_cols(const char *s, size_t n);
/* Number of clusters. */
size_t text_count(const char *s, size_t n);
/* Bytes of the longest prefix that fits in w_cols; *used gets its columns. */
size_t text_fit(const char *s, size_t n, int w_cols, int *used);
/* Offset of the longest end that fits in w_cols, such as of a path. */
size_t text_fit_end(const char *s, size_t n, int w_cols);
/* Adds the text as shown, cut to w_cols with "…" where it is cut; w_cols < 0:
   uncut. This is what messages, stderr and reports use. */
void text_show(struct bytes *out, const char *s, size_t n, int w_cols);
void text_show_str(struct bytes *out, const char *s, int w_cols);
/* The same of whole lines, uncut: their ends, LF or CR LF, come out as LF. */
void text_show_lines(struct bytes *out, const char *s, size_t n);
/* Bytes of whole lines at the beginning that text_show_lines() leaves as they
   are. */
size_t text_plain_lines(const char *s, size_t n);
/* Shown as a mark, and no blank or line end: a control character, or one that
   is not seen or turns the text around it. */
bool text_is_hidden(uint32_t code);

/* Decodes one code point; its length, or 0 if the bytes are not UTF-8
   (overlong, surrogate, beyond U+10FFFF, cut off). */
size_t text_decode(const char *s, size_t n, uint32_t *code);
size_t text_encode(uint32_t code, char out[4]);
/* Offset of the first byte that is not UTF-8, or n. */
size_t text_valid(const char *s, size_t n);
/* All of it is, and no control character but tab, CR and LF is in it. */
bool text_is_clean(const char *s, size_t n);

/*
 * Lines: breaks a text at w_cols columns by the Chinese rules
 * (core/text_breaks.h): no line begins with closing punctuation or ends with
 * opening punctuation. A newline in the text always breaks. Blanks at a break
 * hang: they belong to the line before and may exceed w_cols.
 */
struct text_line {
	size_t start, len; /* bytes; without the newline */
};
struct text_lines {
	struct text_line *items;
	size_t n, cap;
};

/* Clears and fills `lines`; an empty text has one empty line. w_cols >= 2. */
void text_lines_wrap(struct text_lines *, const char *s, size_t n, int w_cols);
/* The lines of a text that `removed` bytes at `at` of gave way to `added`
   others since it was wrapped at this width: the same as those of
   text_lines_wrap(), but only what may have changed is looked at. */
void text_lines_change(struct text_lines *, const char *s, size_t n, int w_cols,
		       size_t at, size_t removed, size_t added);
void text_lines_release(struct text_lines *);
/* The line that byte offset `at` stands on; at a soft break, the later one. */
size_t text_lines_find(const struct text_lines *, size_t at);

/*
 * Folding, for comparing and searching, never for saving: full-width forms to
 * half-width, every blank to one space, zero-width dropped.
 */
enum text_folding {
	FOLD_WIDTH = 1,	  /* U+FF01..FF5E, U+3000, NBSP; always the base */
	FOLD_CASE = 2,	  /* ASCII letters to lower case */
	FOLD_BLANKS = 4,  /* all blanks and line breaks dropped */
	FOLD_LETTERS = 8, /* only letters, Han characters and digits kept */
};
void text_fold(struct bytes *out, const char *s, size_t n, unsigned folding);
/* The same with a map back: byte i of what is added comes from byte map[i] of
   s; the last entry is n. free() it. */
size_t *text_fold_map(struct bytes *out, const char *s, size_t n,
		      unsigned folding);
/* FOLD_WIDTH leaves it as it is but perhaps for tabs and line breaks. False for
   some that it leaves as well. */
bool text_folds_to_itself(const char *s, size_t n);
/* The first letter, Han character or digit, folded; 0 if there is none. The
   other one moves behind it. */
uint32_t text_first_letter(const char *s, size_t n);
uint32_t text_letter_next(const char **s, size_t *n);
bool text_fold_equal(const char *a, const char *b, unsigned folding);
/* Blank: empty or nothing but spaces, tabs, NBSP, U+3000, line breaks. */
bool text_is_blanks(const char *s);
static inline bool text_blank_begins(char byte)
{
	/* of those that are no ASCII, NBSP with C2 and U+3000 with E3 */
	return (unsigned char)byte <= ' ' || byte == '\xC2' || byte == '\xE3';
}
static inline bool text_is_blank(const char *s)
{
	return text_blank_begins(*s) && text_is_blanks(s);
}
/* The same of the last byte: NBSP is C2 A0, U+3000 E3 80 80. */
static inline bool text_blank_ends(char byte)
{
	return (unsigned char)byte <= ' ' || byte == '\xA0' || byte == '\x80';
}
/* With exactly these bytes. */
bool text_ends(const char *s, const char *end);
/* The span without blanks (ASCII, NBSP, U+3000) at both ends. */
void text_trim(const char **s, size_t *n);

/* A byte that begins a character of U+4000..U+9FFF: nearly all Han ones. */
static inline bool text_begins_han(char byte)
{
	return (unsigned char)byte >= 0xE4 && (unsigned char)byte <= 0xE9;
}

/* Classes of a code point (ASCII and CJK; enough for this program's names). */
bool text_is_space(uint32_t code); /* ASCII, NBSP, U+3000, line breaks */
bool text_is_han(uint32_t code);
bool text_is_letter(uint32_t code); /* any script's letter, Han included */
bool text_is_digit(uint32_t code);  /* 0-9 and full-width */

#endif
