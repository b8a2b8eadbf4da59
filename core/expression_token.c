#include <config.h>

#include "core/expression_token.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"

struct source {
	const char *s;
	size_t n;
	struct arena *arena;
	const char *expected;
};

/* The code point at `at`, full-width signs as half-width ones; 0 at the end. */
static uint32_t peek(const struct source *source, size_t at, size_t *len)
{
	uint32_t code = 0;

	*len = at < source->n
		       ? text_decode(source->s + at, source->n - at, &code)
		       : 0;
	if (!*len)
		return 0;
	if (code == 0x3000 || code == 0xA0)
		return ' ';
	return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static bool is_word(uint32_t code)
{
	return code == '_' || is_digit(code) || text_is_letter(code);
}

static size_t skip(const struct source *source, size_t at, bool (*is)(uint32_t))
{
	size_t len;

	while (is(peek(source, at, &len)))
		at += len;
	return at;
}

static bool read_word(struct source *source, struct token *t)
{
	size_t len, end = skip(source, t->start, is_word), next;

	if (peek(source, end, &len) == '.') {
		next = skip(source, end + len, is_word);
		if (next > end + len)
			end = next;
	}
	t->kind = TOKEN_WORD;
	t->len = end - t->start;
	struct bytes folded = BYTES_INIT;

	text_fold(&folded, source->s + t->start, t->len, FOLD_WIDTH);
	t->text = arena_copy(source->arena, folded.data, folded.len);
	t->text_len = folded.len;
	bytes_release(&folded);
	return true;
}

static bool read_number(struct source *source, struct token *t)
{
	size_t len, end = skip(source, t->start, is_digit), next;

	if (peek(source, end, &len) == '.') {
		next = skip(source, end + len, is_digit);
		if (next > end + len)
			end = next;
	}
	t->kind = TOKEN_NUMBER;
	t->len = end - t->start;
	if (amount_parse(source->s + t->start, t->len, &t->number) !=
	    AMOUNT_OK) {
		source->expected = "数";
		return false;
	}
	next = skip(source, end, is_word);
	int64_t times, by;

	if (!amount_unit(source->s + end, next - end, &times, &by))
		return true;
	t->has_unit = true;
	t->len = next - t->start;
	return amount_mul(t->number, times * AMOUNT_ONE, &t->number) &&
	       amount_div(t->number, by * AMOUNT_ONE, &t->number);
}

static bool read_text(struct source *source, struct token *t, const char *close)
{
	size_t len;

	peek(source, t->start, &len);
	const char *from = source->s + t->start + len;
	size_t left = source->n - t->start - len;
	const char *end = memmem(from, left, close, strlen(close));

	t->kind = TOKEN_TEXT;
	if (!end) {
		t->len = source->n - t->start;
		source->expected = close;
		return false;
	}
	t->text_len = (size_t)(end - from);
	t->text = arena_copy(source->arena, from, t->text_len);
	t->len = len + t->text_len + strlen(close);
	return true;
}

static bool read_sign(struct source *source, struct token *t)
{
	static const struct {
		uint32_t first, second; /* second 0: stands alone */
		enum token_kind kind;
	} signs[] = {
		{ '<', '>', TOKEN_NE },	 { '<', '=', TOKEN_LE },
		{ '>', '=', TOKEN_GE },	 { '=', 0, TOKEN_EQ },
		{ 0x2260, 0, TOKEN_NE }, { '<', 0, TOKEN_LT },
		{ '>', 0, TOKEN_GT },	 { 0x2264, 0, TOKEN_LE },
		{ 0x2265, 0, TOKEN_GE }, { '(', 0, TOKEN_OPEN },
		{ ')', 0, TOKEN_CLOSE }, { 0x3001, 0, TOKEN_COMMA },
		{ ',', 0, TOKEN_COMMA }, { '+', 0, TOKEN_PLUS },
		{ '-', 0, TOKEN_MINUS }, { 0xD7, 0, TOKEN_TIMES },
		{ '*', 0, TOKEN_TIMES }, { 0xF7, 0, TOKEN_OVER },
		{ '/', 0, TOKEN_OVER },	 { 0xB1, 0, TOKEN_TOLERANCE },
	};
	size_t len, next_len;
	uint32_t first = peek(source, t->start, &len);
	uint32_t second = peek(source, t->start + len, &next_len);

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (signs[i].first != first ||
		    (signs[i].second && signs[i].second != second))
			continue;
		t->kind = signs[i].kind;
		t->len = len + (signs[i].second ? next_len : 0);
		return true;
	}
	t->len = len ? len : 1;
	return false;
}

static bool read_token(struct source *source, struct token *t)
{
	size_t len;
	uint32_t code = peek(source, t->start, &len);

	if (t->start == source->n)
		return true;
	if (source->s[t->start] == '"')
		return read_text(source, t, "\"");
	if (code == 0x201C)
		return read_text(source, t, "”");
	if (is_digit(code))
		return read_number(source, t);
	if (is_word(code))
		return read_word(source, t);
	return read_sign(source, t);
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r');
}

bool tokens_read(struct tokens *tokens, struct arena *arena, const char *s,
		 size_t n, const char **expected)
{
	struct source source = { .s = s, .n = n, .arena = arena };
	size_t at = 0;
	struct token *t;
	bool ok;

	do {
		tokens->items =
			memory_grow(tokens->items, &tokens->cap, tokens->n + 1,
				    sizeof *tokens->items);
		t = &tokens->items[tokens->n++];
		*t = (struct token){ .start = skip(&source, at, is_blank) };
		ok = read_token(&source, t);
		at = t->start + t->len;
	} while (ok && t->kind != TOKEN_END);
	*expected = source.expected;
	return ok;
}

void tokens_release(struct tokens *tokens)
{
	free(tokens->items);
	*tokens = (struct tokens){ 0 };
}
