#include <config.h>
#include "core/office_readers.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/office_biff.h"

TestSuite(office_xls, .timeout = 30);

/* A record of hexadecimal bytes; blanks between them. */
static void record(struct bytes *stream, unsigned kind, const char *hex)
{
	struct bytes body = BYTES_INIT;
	char *end;

	for (;; hex = end) {
		unsigned long byte = strtoul(hex, &end, 16);

		if (end == hex)
			break;
		bytes_add_char(&body, (char)byte);
	}
	bytes_add_char(stream, (char)(kind & 0xff));
	bytes_add_char(stream, (char)(kind >> 8));
	bytes_add_char(stream, (char)(body.len & 0xff));
	bytes_add_char(stream, (char)(body.len >> 8));
	bytes_add(stream, body.data, body.len);
	bytes_release(&body);
}

/* The globals of a workbook of one sheet, A, that stands behind them. */
static void begin(struct bytes *stream, const char *strings,
		  const char *continued)
{
	size_t offset;

	record(stream, 0x809, "00 06 05 00");
	record(stream, 0x85, "0 0 0 0 0 0 1 0 41");
	offset = stream->len - 9;
	/* General, 0%, and a format of its own */
	record(stream, 0x41e, "a4 0 4 0 0 30 2e 30 30");
	record(stream, 0xe0, "0 0 0 0");
	record(stream, 0xe0, "0 0 9 0");
	record(stream, 0xe0, "0 0 a4 0");
	record(stream, 0xfc, strings);
	if (continued)
		record(stream, 0x3c, continued);
	record(stream, 0x0a, "");
	stream->data[offset] = (char)(stream->len & 0xff);
	stream->data[offset + 1] = (char)(stream->len >> 8);
	record(stream, 0x809, "00 06 10 00");
}

static void expect(struct bytes *stream, const char *wanted)
{
	struct failure f = { 0 };
	struct office_tables tables = { 0 };
	struct office_file file = { .path = "x",
				    .bytes_left = OFFICE_BYTES,
				    .text_left = OFFICE_BYTES,
				    .failure = &f };
	const char *got = "";

	xls_read(&file, stream, &tables);
	if (f.code)
		got = failure_key(f.code);
	else if (tables.n > 0)
		got = tables.items[0].csv.data;
	cr_expect_str_eq(got, wanted, "%s, not %s", got, wanted);
	office_tables_release(&tables);
	failure_release(&f);
	bytes_release(stream);
}

#define NO_STRINGS "0 0 0 0 0 0 0 0"

Test(office_xls, numbers)
{
	struct bytes stream = BYTES_INIT;

	begin(&stream, NO_STRINGS, NULL);
	/* 65 whole, 123.45 in hundredths, 1.0 by its upper bits, -3 whole */
	record(&stream, 0x27e, "0 0 0 0 0 0 06 01 00 00");
	record(&stream, 0x27e, "0 0 1 0 0 0 e7 c0 00 00");
	record(&stream, 0x27e, "0 0 2 0 1 0 00 00 f0 3f");
	record(&stream, 0x27e, "0 0 3 0 2 0 f6 ff ff ff");
	/* 631.23; no number at all */
	record(&stream, 0x203, "0 0 4 0 0 0 a4 70 3d 0a d7 b9 83 40");
	record(&stream, 0x203, "0 0 5 0 0 0 0 0 0 0 0 0 f0 7f");
	/* two at once */
	record(&stream, 0xbd, "1 0 0 0 0 0 06 01 0 0 2 0 06 01 0 0 1 0");
	record(&stream, 0x0a, "");
	expect(&stream, "65,123.45,100%,-3.00,631.23\r\n65,65.00\r\n");
}

Test(office_xls, results_of_formulas)
{
	struct bytes stream = BYTES_INIT;

	begin(&stream, NO_STRINGS, NULL);
	record(&stream, 0x06, "0 0 0 0 0 0 0 0 0 0 0 0 ff ff 0 0");
	record(&stream, 0x207, "2 0 1 2d 4e 87 65");
	record(&stream, 0x06, "0 0 1 0 0 0 1 0 1 0 0 0 ff ff 0 0");
	record(&stream, 0x06, "0 0 2 0 0 0 2 0 17 0 0 0 ff ff 0 0");
	record(&stream, 0x06, "0 0 3 0 0 0 3 0 0 0 0 0 ff ff 0 0");
	record(&stream, 0x06, "0 0 4 0 1 0 0 0 0 0 0 0 e0 3f 0 0");
	/* a text that nothing asked for */
	record(&stream, 0x207, "1 0 0 41");
	record(&stream, 0x205, "0 0 5 0 0 0 0 0");
	record(&stream, 0x204, "0 0 6 0 0 0 1 0 0 5a");
	record(&stream, 0x0a, "");
	expect(&stream, "中文,TRUE,#REF!,,50%,FALSE,Z\r\n");
}

/* Texts go on in the next record, there as wide as it says. */
Test(office_xls, shared_texts)
{
	struct bytes stream = BYTES_INIT;

	begin(&stream,
	      "3 0 0 0 3 0 0 0 "
	      "2 0 8 1 0 41 42 0 0 0 0 "
	      "3 0 1 3d d8 4d dc 07 0 "
	      "3 0 1 2d 4e",
	      "0 43 44");
	record(&stream, 0xfd, "0 0 0 0 0 0 0 0 0 0");
	record(&stream, 0xfd, "0 0 1 0 0 0 1 0 0 0");
	record(&stream, 0xfd, "0 0 2 0 0 0 2 0 0 0");
	record(&stream, 0xfd, "0 0 3 0 0 0 3 0 0 0");
	record(&stream, 0xe5, "1 0 0 0 0 0 1 0 2 0");
	record(&stream, 0x0a, "");
	/* the third lies below the second */
	expect(&stream, "AB,👍\r\n");
}

Test(office_xls, refusals)
{
	struct bytes stream = BYTES_INIT;

	expect(&stream, "office-broken");
	stream = (struct bytes)BYTES_INIT;
	record(&stream, 0x809, "00 05 05 00");
	expect(&stream, "office-kind");
	stream = (struct bytes)BYTES_INIT;
	record(&stream, 0x809, "00 06 05 00");
	record(&stream, 0x2f, "0 0");
	expect(&stream, "office-locked");
	stream = (struct bytes)BYTES_INIT;
	record(&stream, 0x809, "00 06 05 00");
	record(&stream, 0x0a, "");
	expect(&stream, "office-no-sheet");
	/* a sheet that never ends */
	stream = (struct bytes)BYTES_INIT;
	begin(&stream, NO_STRINGS, NULL);
	expect(&stream, "office-broken");
}
