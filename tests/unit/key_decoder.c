#include <config.h>

#include "tui/key_decoder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"

static struct key_decoder decoder;

static void decoder_reset(void)
{
	memset(&decoder, 0, sizeof decoder);
}

TestSuite(key_decoder, .init = decoder_reset, .timeout = 30);

static void feed(const char *s, size_t n)
{
	size_t room;
	char *at = key_decoder_room(&decoder, &room);

	cr_assert(n <= room);
	memcpy(at, s, n);
	key_decoder_grow(&decoder, n);
}

static void keys_take(struct bytes *out, bool timed_out)
{
	struct key key;

	while (key_decoder_next(&decoder, timed_out, &key)) {
		if (out->len)
			bytes_add_char(out, ' ');
		key_print(out, &key);
	}
}

/* Fed at once or byte by byte, the bytes make the same keys. */
static void gives_bytes(const char *s, size_t n, const char *want)
{
	struct bytes out = BYTES_INIT;

	feed(s, n);
	keys_take(&out, false);
	keys_take(&out, true);
	cr_expect_str_eq(out.data, want, "%s: %s, not %s", s + 1, out.data,
			 want);
	decoder.n = 0;
	decoder.in_paste = false;
	bytes_clear(&out);
	for (size_t i = 0; i < n; i++) {
		feed(s + i, 1);
		keys_take(&out, false);
	}
	keys_take(&out, true);
	cr_expect_str_eq(out.data, want, "%s by bytes: %s, not %s", s + 1,
			 out.data, want);
	decoder.n = 0;
	decoder.in_paste = false;
	bytes_release(&out);
}

static void gives(const char *s, const char *want)
{
	gives_bytes(s, strlen(s), want);
}

Test(key_decoder, characters)
{
	gives("aZ 绩𠮷", "a Z Space 绩 𠮷");
	gives("\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace");
	gives("\x01\x13\x1a\x1f", "^A ^S ^Z ^_");
	gives_bytes("a\0b", 3, "a ^@ b");
}

Test(key_decoder, broken_bytes_cost_nothing_behind_them)
{
	gives("\xff"
	      "a",
	      "\uFFFD a");
	gives("\xe4\xb8"
	      "a",
	      "\uFFFD a");
	gives("\xe4\xb8\xe4\xb8\xad", "\uFFFD 中");
	gives("\x80\xc0\xaf"
	      "b",
	      "\uFFFD \uFFFD \uFFFD b");
	gives("\xe4\033[A", "\uFFFD Up");
}

Test(key_decoder, arrows_of_every_terminal)
{
	gives("\033[A\033[B\033[C\033[D", "Up Down Right Left");
	gives("\033OA\033OB\033OC\033OD", "Up Down Right Left");
	gives("\033[1;2A\033[1;3B\033[1;5C\033[1;6D",
	      "Shift-Up Alt-Down Ctrl-Right Ctrl-Shift-Left");
	gives("\033[a\033Oc\033\033[A", "Shift-Up Ctrl-Right Alt-Up");
	gives("\033[H\033[F\033OH\033OF", "Home End Home End");
	gives("\033[1~\033[4~\033[7~\033[8~", "Home End Home End");
	gives("\033[1;5H\033[1;5F\033[7^", "Ctrl-Home Ctrl-End Ctrl-Home");
	gives("\033[2~\033[3~\033[5~\033[6~", "Insert Delete PgUp PgDn");
	gives("\033[5;5~\033[6;5~\033[3$\033[3;3~",
	      "Ctrl-PgUp Ctrl-PgDn Shift-Delete Alt-Delete");
	gives("\033[Z\033[1;2Z", "Shift-Tab Shift-Tab");
}

Test(key_decoder, function_keys)
{
	gives("\033OP\033OS\033[11~\033[14~\033[[A\033[[E",
	      "F1 F4 F1 F4 F1 F5");
	gives("\033[15~\033[17~\033[21~\033[24~", "F5 F6 F10 F12");
	gives("\033[1;2R\033[18;2~\033O2Q", "Shift-F3 Shift-F7 Shift-F2");
	gives("\033[28~\033[33~", "Shift-F3 Shift-F7");
}

Test(key_decoder, alt_and_escape)
{
	gives("\0331\033z\033\r\033\x7f",
	      "Alt-1 Alt-z Alt-Enter Alt-Backspace");
	gives("\033\x13", "Alt-^S");
	gives("\033", "Esc");
	gives("\033\033", "Esc Esc");
	/* what the terminal answers came right behind it */
	gives("\033\033[?62;22c", "Esc");
	gives("\033\033[3;2Rx", "Esc x");
	gives("\033[", "Alt-[");
	gives("\033O", "Alt-O");
	gives("\033]", "Alt-]");
	gives("\033中", "Esc 中");
}

Test(key_decoder, waits_for_the_rest_of_an_escape)
{
	struct key key;

	feed("\033", 1);
	cr_expect_not(key_decoder_next(&decoder, false, &key));
	cr_expect_eq(key_decoder_patience_ms(&decoder), 50);
	cr_expect(key_decoder_next(&decoder, true, &key));
	cr_expect_eq(key.name, K_ESCAPE);
	cr_expect_eq(key_decoder_patience_ms(&decoder), -1);
}

/* An answer of the terminal's may come in pieces, and may break off: it is no
   typing. */
Test(key_decoder, waits_longer_for_the_rest_of_an_answer)
{
	static const char *const pieces[] = {
		"\033[?6",
		"\033[3;",
		"\033]11;rgb:00",
		"\033\033[?6",
	};
	struct key key;

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		decoder_reset();
		feed(pieces[i], strlen(pieces[i]));
		cr_expect_not(key_decoder_next(&decoder, false, &key));
		cr_expect_eq(key_decoder_patience_ms(&decoder), 1000);
		cr_expect_not(key_decoder_next(&decoder, true, &key));
		cr_expect_eq(key_decoder_patience_ms(&decoder), -1);
		gives("a", "a");
	}
}

Test(key_decoder, modern_forms)
{
	gives("\033[13;2u\033[13;5u", "Shift-Enter Ctrl-Enter");
	gives("\033[27u\033[9;2u\033[115;5u", "Esc Shift-Tab ^S");
	gives("\033[97;3u\033[27;2;13~", "Alt-a Shift-Enter");
	gives("\033[13;2:1u", "Shift-Enter");
}

Test(key_decoder, keypad)
{
	gives("\033Op\033Oy\033On\033OM\033Ok", "0 9 . Enter +");
}

Test(key_decoder, reports_are_swallowed)
{
	gives("\033[24;80Ra", "a");
	gives("\033[?62;1;6ca", "a");
	gives("\033[?2026;2$ya", "a");
	gives("\033[<0;10;20Ma", "Click-19,9 a");
	gives("\033[<0;10;20ma", "a");		   /* let go */
	gives("\033[<4;10;20Ma", "a");		   /* with Shift */
	gives("\033[<1;10;20M\033[<2;1;1Ma", "a"); /* other buttons */
	gives("\033[<32;10;20Ma", "a");		   /* moved */
	gives("\033[<64;1;1M\033[<65;1;1M", "WheelUp WheelDown");
	gives("\033[<0;0;1M\033[<0;1;99999999M\033[<0Ma", "a");
	gives("\033[M !!a", "a");
	gives("\033[Ia", "a");
	gives("\033]11;rgb:0000/0000/0000\033\\a", "a");
	gives("\033]11;rgb:0000/0000/0000\aa", "a");
	gives("\033P>|xterm\033\\a", "a");
	gives("\033[99~a", "a");
	gives("\033[55296ua", "a"); /* half of a surrogate pair */
	gives("\033[12\033[A", "Up");
}

Test(key_decoder, pastes_are_text)
{
	gives("\033[200~a\r\nb\tc\n\033[201~\x13",
	      "PasteBegin a Enter b Tab c Enter PasteEnd ^S");
	gives("\033[200~\033[A\x11\033[201~",
	      "PasteBegin \033 [ A \x11 PasteEnd");
	gives_bytes("\033[200~a\0b\033[201~", 15, "PasteBegin a b PasteEnd");
	gives("\033[200~中", "PasteBegin 中 PasteEnd");
	/* one that ends in the middle of a character ends all the same */
	gives("\033[200~a\xE4\xB8", "PasteBegin a \uFFFD PasteEnd");
}

/* A terminal that doesn't mark pastes may answer a question just before. */
Test(key_decoder, many_lines_at_once_are_a_paste)
{
	struct bytes sent = BYTES_INIT, out = BYTES_INIT;

	for (int i = 0; i < 2; i++) {
		decoder_reset();
		bytes_clear(&sent);
		bytes_clear(&out);
		bytes_add_str(&sent, i > 0 ? "\033[?62;22c" : "");
		for (int row = 0; row < 40; row++)
			bytes_add_str(&sent, "ab\tcd\r\n");
		feed(sent.data, sent.len);
		keys_take(&out, false);
		keys_take(&out, true);
		cr_expect(strstr(out.data, "PasteBegin a b Tab c d Enter a b"));
		cr_expect(strstr(out.data, "Enter PasteEnd"));
	}
	bytes_release(&sent);
	bytes_release(&out);
}

#define ROW "quantity\tlectures and what is more\t>5"

Test(key_decoder, a_few_rows_of_cells_at_once_are_a_paste)
{
	static const struct {
		const char *sent;
		bool is_paste;
	} cases[] = {
		{ ROW "\r" ROW "\r", true },
		{ ROW "\r\n" ROW, true },
		/* typed ahead */
		{ ROW "\rquality and good ones, not a few of them\r", false },
		{ "ten good lectures, five\rquality and good ones, a few of "
		  "them\r",
		  false },
		{ ROW "\r\033[H" ROW "\r", false },
		{ "lectures\t65\rquality\t12\rvisitors\t8\r", false },
		{ ROW " and more and more and more and more\r", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes out = BYTES_INIT;

		decoder_reset();
		feed(cases[i].sent, strlen(cases[i].sent));
		keys_take(&out, false);
		cr_expect_eq(strstr(out.data, "PasteBegin") != NULL,
			     cases[i].is_paste, "case %zu: %s", i, out.data);
		bytes_release(&out);
	}
}

Test(key_decoder, learns_sequences)
{
	key_decoder_learn(&decoder, "\033[57~",
			  (struct key){ .name = K_DELETE });
	key_decoder_learn(&decoder, "\x7f", (struct key){ .name = K_DELETE });
	gives("\033[57~\x7f", "Delete Backspace");
}

/* Whatever comes, nothing is read out of bounds, all is used up in the end,
   and a plain key typed behind it arrives. */
Test(key_decoder, random_bytes)
{
	for (unsigned seed = 0; seed < 2000; seed++) {
		struct key key;

		decoder_reset();
		srand(seed);
		for (int i = 0; i < 200; i++) {
			static const char likely[] = "\033[O?;~12PM<]$u\r";
			char byte =
				rand() % 3 ? likely[rand() % 15] : (char)rand();

			feed(&byte, 1);
			while (key_decoder_next(&decoder, rand() % 7 == 0,
						&key))
				cr_assert_neq(key.name, K_NONE);
		}
		while (key_decoder_next(&decoder, true, &key))
			;
		feed("\030\a\033\\~~\033[201~q", 14);
		while (key_decoder_next(&decoder, true, &key))
			;
		feed("q", 1);
		cr_expect(key_decoder_next(&decoder, true, &key), "%u", seed);
		cr_expect_eq(key.ch, 'q', "seed %u", seed);
	}
}

Test(key_decoder, a_full_buffer_moves_on)
{
	struct key key;
	size_t room;

	decoder.in_paste = false;
	memset(key_decoder_room(&decoder, &room), '0', KEY_DECODER_BYTES);
	decoder.bytes[0] = '\033';
	decoder.bytes[1] = ']';
	key_decoder_grow(&decoder, KEY_DECODER_BYTES);
	while (key_decoder_next(&decoder, false, &key))
		;
	key_decoder_room(&decoder, &room);
	cr_expect(room > 0);
}
