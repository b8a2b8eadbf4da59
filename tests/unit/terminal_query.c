#include <config.h>

#include "tui/terminal_query.h"

#include <criterion/criterion.h>
#include <string.h>
#include "tui/key_decoder.h"
#include "tui/look.h"

TestSuite(terminal_query, .timeout = 30);

static struct terminal_answers answers;

static enum terminal_query take(const char *s)
{
	return terminal_query_answer(&answers, s, strlen(s));
}

Test(terminal_query, each_answer_finds_its_question)
{
	static const struct {
		const char *answer;
		enum terminal_query query;
		int value;
	} rows[] = {
		{ "\033[?2026;0$y", QUERY_SYNCHRONIZED, 0 }, /* xterm */
		{ "\033[?2026;1$y", QUERY_SYNCHRONIZED, 1 },
		{ "\033[?2026;2$y", QUERY_SYNCHRONIZED, 1 },
		{ "\033[?2026;3$y", QUERY_SYNCHRONIZED, 0 },
		{ "\033[?2026;4$y", QUERY_SYNCHRONIZED, 0 },
		{ "\033[3;5R", QUERY_REPEAT, 1 },
		{ "\033[3;2R", QUERY_REPEAT, 0 },
		{ "\033]11;rgb:ffff/ffff/ffff\033\\", QUERY_BACKGROUND,
		  BACKGROUND_LIGHT },
		{ "\033]11;rgb:1e1e/1e1e/1e1e\a", QUERY_BACKGROUND,
		  BACKGROUND_DARK },
		{ "\033]11;?\a", QUERY_BACKGROUND, BACKGROUND_UNKNOWN },
		{ "\033]10;rgb:ffff/ffff/ffff\a", TERMINAL_QUERIES, 0 },
		{ "\033[2;2R", QUERY_AMBIGUOUS, 1 },
		{ "\033[2;3R", QUERY_AMBIGUOUS, 2 },
		{ "\033[1;2R", TERMINAL_QUERIES, 0 }, /* Shift-F3 */
		{ "\033[?62;22c", QUERY_LAST, 1 },
		{ "\033[?6c", QUERY_LAST, 1 }, /* the Linux console */
		{ "\033[?2026;2", TERMINAL_QUERIES, 0 },
		{ "\033[?2004;2$y", TERMINAL_QUERIES, 0 },
		{ "\033[I", TERMINAL_QUERIES, 0 },
		{ "\033[>0;276;0c", TERMINAL_QUERIES, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		memset(&answers, 0, sizeof answers);
		cr_expect_eq(take(rows[i].answer), rows[i].query, "row %zu", i);
		if (rows[i].query == TERMINAL_QUERIES)
			continue;
		cr_expect(answers.is_answered[rows[i].query]);
		cr_expect_eq(answers.values[rows[i].query], rows[i].value,
			     "row %zu", i);
	}
}

Test(terminal_query, what_comes_after_the_last_answer_is_not_waited_for)
{
	const bool unasked[TERMINAL_QUERIES] = { [QUERY_BACKGROUND] = true };
	struct bytes all = BYTES_INIT;

	memset(&answers, 0, sizeof answers);
	terminal_query_print(&all, unasked);
	cr_expect_str_eq(all.data, "\033[?2026$p\033[3;1H─\033[3b\033[6n"
				   "\033[2;1H≥\033[6n");
	bytes_release(&all);
	cr_expect(terminal_query_is_open(&answers));
	take("\033[?6c");
	cr_expect_not(terminal_query_is_open(&answers));
	cr_expect_not(answers.is_answered[QUERY_SYNCHRONIZED]);
}

static void answer_take(const char *s, size_t n)
{
	terminal_query_answer(&answers, s, n);
}

/* A paste is text, but for what the terminal answers meanwhile. */
Test(terminal_query, an_answer_is_no_part_of_a_paste)
{
	static struct key_decoder decoder;
	struct bytes burst = BYTES_INIT, keys = BYTES_INIT;
	struct key key;
	size_t room;

	memset(&answers, 0, sizeof answers);
	decoder.answer = answer_take;
	bytes_add_str(&burst, "\033[?2026;2$y");
	for (int i = 0; i < 80; i++)
		bytes_add_str(&burst,
			      i == 20 ? "ab\033[?62;22cab\r" : "abab\r");
	memcpy(key_decoder_room(&decoder, &room), burst.data, burst.len);
	key_decoder_grow(&decoder, burst.len);
	while (key_decoder_next(&decoder, false, &key))
		key_print(&keys, &key);
	cr_expect(decoder.in_paste, "it isn't eighty times Enter");
	cr_expect_null(strchr(keys.data, 'c'), "%s", keys.data);
	cr_expect_null(strchr(keys.data, '?'));
	cr_expect_not(terminal_query_is_open(&answers));
	cr_expect_eq(answers.values[QUERY_SYNCHRONIZED], 1);
	bytes_release(&burst);
	bytes_release(&keys);
}

/* Answers come among the keys and are none, whole or byte by byte. */
Test(terminal_query, keys_around_an_answer_are_kept)
{
	static const char typed[] = "a\033[?2026;2$y\033OA\033[?6cb\033[5;3R";
	static struct key_decoder decoder;
	struct bytes keys = BYTES_INIT;
	struct key key;
	size_t room;

	memset(&answers, 0, sizeof answers);
	decoder.answer = answer_take;
	for (const char *s = typed; *s; s++) {
		*key_decoder_room(&decoder, &room) = *s;
		key_decoder_grow(&decoder, 1);
		while (key_decoder_next(&decoder, false, &key))
			key_print(&keys, &key);
	}
	cr_expect_str_eq(keys.data, "aUpb");
	cr_expect_eq(answers.values[QUERY_SYNCHRONIZED], 1);
	cr_expect_not(terminal_query_is_open(&answers));
	bytes_release(&keys);
}
