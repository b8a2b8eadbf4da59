/* The least that reading a CSV file can cost: libcsv with empty callbacks over
   the whole file. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

static void cell(void *text, size_t n, void *count)
{
	(void)text;
	*(size_t *)count += n;
}

static void record(int end, void *count)
{
	(void)end;
	(void)count;
}

int main(int argc, char **argv)
{
	static char data[1 << 20];
	struct csv_parser parser;
	size_t count = 0, n;
	FILE *f = argc > 1 ? fopen(argv[1], "r") : stdin;

	if (!f || csv_init(&parser, CSV_APPEND_NULL))
		return EXIT_FAILURE;
	while ((n = fread(data, 1, sizeof(data), f)) > 0)
		if (csv_parse(&parser, data, n, cell, record, &count) != n)
			return EXIT_FAILURE;
	csv_fini(&parser, cell, record, &count);
	csv_free(&parser);
	printf("%zu\n", count);
	return EXIT_SUCCESS;
}
