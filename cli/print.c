#include <config.h>
#include "cli/print.h"

#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include "locale/say.h"

static struct {
	char charset[32]; /* "" = UTF-8 */
	iconv_t converter;
	int error; /* errno of the first failed write */
} printer = { .converter = (iconv_t)-1 };

void print_init(void)
{
	const char *locale = setlocale(LC_CTYPE, "");
	const char *charset = nl_langinfo(CODESET);

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
	setlocale(LC_CTYPE, "C.UTF-8");
}

const char *print_charset(void)
{
	return *printer.charset ? printer.charset : NULL;
}

static void put(FILE *stream, const char *s, size_t n)
{
	errno = 0;
	if (fwrite(s, 1, n, stream) < n && stream == stdout && !printer.error)
		printer.error = errno ? errno : EIO;
}

/* A character that the charset lacks becomes "?". */
static void put_converted(FILE *stream, const char *s, size_t n)
{
	char out[512];
	char *in = (char *)s;

	while (n) {
		char *to = out;
		size_t room = sizeof(out);
		size_t done = iconv(printer.converter, &in, &n, &to, &room);

		put(stream, out, to - out);
		if (done == (size_t)-1 && errno != E2BIG) {
			put(stream, "?", 1);
			do {
				in++;
				n--;
			} while (n && (*in & 0xc0) == 0x80);
		}
	}
}

static void put_text(FILE *stream, const char *s, size_t n)
{
	if (printer.converter == (iconv_t)-1)
		put(stream, s, n);
	else
		put_converted(stream, s, n);
}

void print_result(const struct bytes *text)
{
	put_text(stdout, text->data, text->len);
}

void print_data(const struct bytes *text)
{
	put(stdout, text->data, text->len);
}

void print_message(const char *text)
{
	struct bytes line = BYTES_INIT;

	bytes_printf(&line, "jixiao: %s\n", text);
	put_text(stderr, line.data, line.len);
	bytes_release(&line);
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

int print_end(void)
{
	errno = 0;
	if (fflush(stdout) && !printer.error)
		printer.error = errno ? errno : EIO;
	return printer.error;
}
