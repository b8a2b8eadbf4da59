#include <config.h>
#include "cli/print.h"

#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <wchar.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

static struct {
	char charset[32]; /* "" = UTF-8 */
	iconv_t converter;
	bool lacks_utf_8;
	int error;	   /* errno of the first failed write */
	int progress_cols; /* of the line that is to be wiped */
} printer = { .converter = (iconv_t)-1 };

/* Without memory the C library falls back to English letters, and says nothing:
   then no Chinese would be shown. What it needs is asked for here. */
static void charset_load(void)
{
	static const char line[] = "─";
	mbstate_t state = { 0 };
	wchar_t wide;

	if (!strcmp(nl_langinfo(CODESET), "UTF-8") &&
	    mbrtowc(&wide, line, sizeof line - 1, &state) != sizeof line - 1)
		memory_run_out();
}

static const char *locale_set(const char *name)
{
	const char *locale;

	errno = 0;
	locale = setlocale(LC_CTYPE, name);
	if (!locale && errno == ENOMEM)
		memory_run_out();
	charset_load();
	return locale;
}

/* Results of thousands of forms go out in few writes; what somebody watches
   goes out as before. */
static void widen_results(void)
{
	static char buffer[1 << 16];

	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
}

void print_init(void)
{
	const char *locale = locale_set("");
	const char *charset = nl_langinfo(CODESET);

	widen_results();
	if (locale && !strcmp(charset, "UTF-8"))
		return;
	if (locale && strcmp(charset, "ANSI_X3.4-1968")) {
		char target[sizeof(printer.charset) + sizeof("//TRANSLIT")];

		snprintf(printer.charset, sizeof(printer.charset), "%s",
			 charset);
		snprintf(target, sizeof(target), "%s//TRANSLIT",
			 printer.charset);
		printer.converter = iconv_open(target, "UTF-8");
	}
	printer.lacks_utf_8 = !locale_set("C.UTF-8");
}

bool print_locale(void)
{
	if (printer.lacks_utf_8)
		print_message(_("系统里的 C.UTF-8 用不了，有些字会显示成记号"));
	return !printer.lacks_utf_8;
}

const char *print_charset(void)
{
	return *printer.charset ? printer.charset : NULL;
}

/* By blanks: even a terminal that knows no escape codes gets it right. */
static void wipe_progress(void)
{
	if (printer.progress_cols > 0)
		fprintf(stderr, "\r%*s\r", printer.progress_cols, "");
	printer.progress_cols = 0;
}

static void note_error(void)
{
	if (!printer.error)
		printer.error = errno ? errno : EIO;
}

static void put(FILE *stream, const char *s, size_t n)
{
	wipe_progress();
	errno = 0;
	if (fwrite(s, 1, n, stream) < n && stream == stdout)
		note_error();
}

static void flush_results(void)
{
	errno = 0;
	if (fflush(stdout))
		note_error();
}

/* A character that the charset lacks becomes "?". */
static void put_converted(FILE *stream, const char *s, size_t n)
{
	char out[512];
	char *in = (char *)s;

	while (n) {
		char *to = out;
		size_t room = sizeof(out);
		bool lacks = iconv(printer.converter, &in, &n, &to, &room) ==
				     (size_t)-1 &&
			     errno != E2BIG;

		put(stream, out, to - out);
		if (lacks) {
			put(stream, "?", 1);
			do {
				in++;
				n--;
			} while (n && (*in & 0xc0) == 0x80);
		}
	}
}

/* Hardly a charset has a tick, or a terminal that isn't in UTF-8. */
static void put_without_ticks(FILE *stream, const char *s, size_t n)
{
	static const char tick[] = "✓", root[] = "√";
	const char *at;

	while ((at = memmem(s, n, tick, sizeof(tick) - 1))) {
		put_converted(stream, s, (size_t)(at - s));
		put_converted(stream, root, sizeof(root) - 1);
		n -= (size_t)(at - s) + sizeof(tick) - 1;
		s = at + sizeof(tick) - 1;
	}
	put_converted(stream, s, n);
}

static void put_text(FILE *stream, const char *s, size_t n)
{
	if (printer.converter == (iconv_t)-1)
		put(stream, s, n);
	else
		put_without_ticks(stream, s, n);
}

static void put_shown(FILE *stream, const char *s, size_t n)
{
	struct bytes shown = BYTES_INIT;
	size_t n_plain = text_plain_lines(s, n);

	put_text(stream, s, n_plain);
	/* seldom: what is printed was shown when it was put together */
	if (n_plain == n)
		return;
	text_show_lines(&shown, s + n_plain, n - n_plain);
	put_text(stream, shown.data, shown.len);
	bytes_release(&shown);
}

void print_result(const struct bytes *text)
{
	put_shown(stdout, text->data, text->len);
}

void print_coloured(const struct bytes *text, enum print_colour colour)
{
	static const char *const begins[] = {
		[PRINT_RED] = "\033[31m",
		[PRINT_GREEN] = "\033[32m",
		[PRINT_BOLD] = "\033[1m",
	};
	static const char end[] = "\033[m";

	put(stdout, begins[colour], strlen(begins[colour]));
	put_shown(stdout, text->data, text->len);
	put(stdout, end, sizeof end - 1);
}

void print_data(const struct bytes *text)
{
	static const char bom[] = "\xEF\xBB\xBF";
	size_t skipped = strncmp(text->data, bom, 3) ? 0 : 3;

	if (isatty(STDOUT_FILENO))
		put_shown(stdout, text->data + skipped, text->len - skipped);
	else
		put(stdout, text->data, text->len);
}

void print_messages(const struct bytes *lines)
{
	struct bytes out = BYTES_INIT;

	for (const char *s = lines->data, *end; (end = strchr(s, '\n'));
	     s = end + 1)
		bytes_printf(&out, "jixiao: %.*s\n", (int)(end - s), s);
	if (!out.len)
		return;
	flush_results();
	put_shown(stderr, out.data, out.len);
	bytes_release(&out);
}

void print_message(const char *text)
{
	struct bytes line = BYTES_INIT;

	bytes_printf(&line, "%s\n", text);
	print_messages(&line);
	bytes_release(&line);
}

void print_progress(const char *text)
{
	wipe_progress();
	if (!text)
		return;
	put_shown(stderr, text, strlen(text));
	printer.progress_cols = text_cols(text, strlen(text));
}

void print_failures(const struct failure_list *failures)
{
	struct bytes line = BYTES_INIT;

	for (size_t i = 0; i < failures->n; i++) {
		bytes_clear(&line);
		say_failure(&failures->items[i], &line);
		print_message(line.data);
	}
	bytes_release(&line);
}

void print_failure(struct failure *failure)
{
	struct failure_list list = { 0 };

	if (failure->code != FAILURE_NONE)
		failure_list_take(&list, failure);
	print_failures(&list);
	failure_list_release(&list);
}

int print_error(void)
{
	return printer.error;
}

int print_end(void)
{
	flush_results();
	return printer.error;
}

int print_width(void)
{
	enum { USUAL = 80, LEAST = 40 };
	const char *columns = getenv("COLUMNS");
	struct winsize size = { .ws_col = 0 };
	int width = columns ? atoi(columns) : 0;

	if (width <= 0 && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		width = size.ws_col;
	return width <= 0 ? USUAL : width < LEAST ? LEAST : width;
}
