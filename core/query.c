#include <config.h>
#include "core/query.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

/* How well a word is found in a text. */
enum {
	NOT_FOUND,
	SOUNDS_INSIDE,
	SOUNDS_FIRST,
	INSIDE,
	WORD_FIRST, /* at the beginning of an English word */
	SOUNDS_WHOLE,
	FIRST,
	WHOLE,
};

void query_init(struct query *q, const struct pinyin *pinyin)
{
	*q = (struct query){ .pinyin = pinyin };
}

void query_release(struct query *q)
{
	for (size_t i = 0; i < q->n; i++)
		bytes_release(&q->words[i].text);
	free(q->words);
	query_init(q, q->pinyin);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static void add_word(struct query *q, const char *s, size_t n)
{
	struct query_word *word = &MEMORY_ADD(q->words, q->n, q->cap);

	bytes_init(&word->text);
	bytes_add(&word->text, s, n);
	word->is_letters = true;
	for (size_t i = 0; i < n; i++)
		word->is_letters &= is_letter(s[i]);
}

void query_set(struct query *q, const char *typed, size_t n)
{
	struct bytes folded = BYTES_INIT;

	query_release(q);
	/* every blank becomes one space */
	text_fold(&folded, typed, n, FOLD_WIDTH | FOLD_CASE);
	for (const char *s = folded.data; s && *s;) {
		size_t len = strcspn(s, " ");

		if (len > 0)
			add_word(q, s, len);
		s += len + (s[len] == ' ');
	}
	bytes_release(&folded);
}

static unsigned match_written(const struct query_word *word, const char *text)
{
	const char *found = strstr(text, word->text.data);
	unsigned best = NOT_FOUND;

	for (; found; found = strstr(found + 1, word->text.data)) {
		if (found == text)
			return strlen(text) == word->text.len ? WHOLE : FIRST;
		if (best < WORD_FIRST)
			best = is_letter(*word->text.data) &&
					       !is_letter(found[-1])
				       ? WORD_FIRST
				       : INSIDE;
	}
	return best;
}

/* Does this character begin with that letter or digit? *skips: it has no sound,
   like a comma. */
static bool sounds_like(const struct query *q, uint32_t code, char letter,
			bool *skips)
{
	*skips = false;
	if (text_is_han(code))
		return letter >= 'a' &&
		       pinyin_letters(q->pinyin, code) >> (letter - 'a') & 1;
	if (code < 0x80 && is_letter((char)code))
		return (char)code == letter;
	*skips = !text_is_letter(code);
	return false;
}

/* Bytes of the text that the word sounds like, from its start; 0: it doesn't.
   There has to be a Chinese character among them: all else is written so. */
static size_t sound_span(const struct query *q, const struct query_word *word,
			 const char *text, size_t n)
{
	size_t at = 0, len, i = 0;
	bool skips, has_han = false;
	uint32_t code;

	while (i < word->text.len && at < n) {
		len = text_decode(text + at, n - at, &code);
		if (!len)
			return 0;
		if (sounds_like(q, code, word->text.data[i], &skips))
			i++;
		else if (!skips || i == 0)
			return 0;
		has_han |= text_is_han(code);
		at += len;
	}
	return i == word->text.len && has_han ? at : 0;
}

static unsigned match_sounds(const struct query *q,
			     const struct query_word *word, const char *text)
{
	size_t n = strlen(text), span = 0;

	for (size_t at = 0; at < n; at = text_after(text, n, at)) {
		span = sound_span(q, word, text + at, n - at);
		if (span > 0 && at == 0)
			return span == n ? SOUNDS_WHOLE : SOUNDS_FIRST;
		if (span > 0)
			return SOUNDS_INSIDE;
	}
	return NOT_FOUND;
}

static unsigned match_word(const struct query *q, const struct query_word *word,
			   const char *text)
{
	unsigned written = match_written(word, text);

	if (!word->is_letters || written > SOUNDS_WHOLE)
		return written;
	unsigned sounds = match_sounds(q, word, text);

	return sounds > written ? sounds : written;
}

/* In the first text at all is better than wholly in the second. */
static unsigned best_of(const struct query *q, const struct query_word *word,
			const char *const *folded, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned how = match_word(q, word, folded[i]);

		if (how > 0)
			return how + (unsigned)(n - i) * (WHOLE + 1);
	}
	return 0;
}

enum { TEXTS_MAX = 8 };

unsigned query_match(const struct query *q, const char *const *texts, size_t n)
{
	struct bytes folded[TEXTS_MAX];
	const char *data[TEXTS_MAX];
	unsigned sum = 1;

	if (q->n == 0)
		return sum;
	n = n < TEXTS_MAX ? n : TEXTS_MAX;
	for (size_t i = 0; i < n; i++) {
		bytes_init(&folded[i]);
		text_fold(&folded[i], texts[i], strlen(texts[i]),
			  FOLD_WIDTH | FOLD_CASE);
		data[i] = folded[i].data;
	}
	for (size_t w = 0; w < q->n && sum > 0; w++) {
		unsigned best = best_of(q, &q->words[w], data, n);

		sum = best > 0 ? sum + best : 0;
	}
	for (size_t i = 0; i < n; i++)
		bytes_release(&folded[i]);
	return sum;
}

bool query_names(const struct query *q, const char *text)
{
	struct bytes folded = BYTES_INIT;
	unsigned how;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH | FOLD_CASE);
	how = q->n == 1 ? match_word(q, &q->words[0], folded.data) : NOT_FOUND;
	bytes_release(&folded);
	return how == WHOLE || how == SOUNDS_WHOLE;
}
