#include <config.h>
#include "tests/fuzz/zip.h"

#include <stdint.h>
#include <string.h>

static uint32_t crc_32(const char *s, size_t n)
{
	uint32_t crc = 0xFFFFFFFF;

	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)s[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
	}
	return ~crc;
}

static void add_2(struct bytes *out, uint32_t number)
{
	bytes_add_char(out, (char)(number & 0xFF));
	bytes_add_char(out, (char)(number >> 8 & 0xFF));
}

static void add_4(struct bytes *out, uint32_t number)
{
	add_2(out, number & 0xFFFF);
	add_2(out, number >> 16);
}

/* What a part's own head and its line in the directory have in common. */
static void add_head(struct bytes *out, const char *name, const char *s,
		     size_t n)
{
	add_2(out, 10); /* the version needed */
	add_2(out, 0);
	add_2(out, 0);	  /* not packed */
	add_4(out, 0x21); /* 1980-01-01 */
	add_4(out, crc_32(s, n));
	add_4(out, (uint32_t)n);
	add_4(out, (uint32_t)n);
	add_2(out, (uint32_t)strlen(name));
	add_2(out, 0);
}

void zip_begin(struct zip *zip, struct bytes *out)
{
	*zip = (struct zip){ .out = out, .directory = BYTES_INIT };
}

void zip_add(struct zip *zip, const char *name, const char *s, size_t n)
{
	struct bytes *directory = &zip->directory;
	size_t at = zip->out->len;

	bytes_add(zip->out, "PK\3\4", 4);
	add_head(zip->out, name, s, n);
	bytes_add_str(zip->out, name);
	bytes_add(zip->out, s, n);
	bytes_add(directory, "PK\1\2", 4);
	add_2(directory, 10);
	add_head(directory, name, s, n);
	add_2(directory, 0);
	add_4(directory, 0);
	add_4(directory, 0);
	add_4(directory, (uint32_t)at);
	bytes_add_str(directory, name);
	zip->n_parts++;
}

void zip_end(struct zip *zip)
{
	size_t at = zip->out->len;

	bytes_add(zip->out, zip->directory.data, zip->directory.len);
	bytes_add(zip->out, "PK\5\6", 4);
	add_4(zip->out, 0);
	add_2(zip->out, zip->n_parts);
	add_2(zip->out, zip->n_parts);
	add_4(zip->out, (uint32_t)zip->directory.len);
	add_4(zip->out, (uint32_t)at);
	add_2(zip->out, 0);
	bytes_release(&zip->directory);
}
