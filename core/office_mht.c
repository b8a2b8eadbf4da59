#include <config.h>
#include "core/office_readers.h"

#include <string.h>
#include <strings.h>

struct span {
	const char *s, *end;
};

/* ---- parts ---- */

static struct span next_line(struct span *rest)
{
	const char *s = rest->s;
	const char *newline = memchr(s, '\n', (size_t)(rest->end - s));
	struct span line = { s, newline ? newline : rest->end };

	rest->s = newline ? newline + 1 : rest->end;
	if (line.end > s && line.end[-1] == '\r')
		line.end--;
	return line;
}

static bool is_header(struct span line, const char *name)
{
	size_t n = strlen(name);

	return (size_t)(line.end - line.s) > n &&
	       !strncasecmp(line.s, name, n) && line.s[n] == ':';
}

/* What a header says that may go on in the lines below; *part begins behind the
   blank line below all of them. */
static void read_headers(struct span *part, struct bytes *type,
			 struct bytes *transfer)
{
	struct bytes *open = NULL;

	bytes_clear(type);
	bytes_clear(transfer);
	while (part->s < part->end) {
		struct span line = next_line(part);

		if (line.s == line.end)
			return;
		if (*line.s != ' ' && *line.s != '\t')
			open = is_header(line, "Content-Type") ? type
			       : is_header(line, "Content-Transfer-Encoding")
				       ? transfer
				       : NULL;
		if (open)
			bytes_add(open, line.s, (size_t)(line.end - line.s));
	}
}

/* The line that parts begin behind, from what the file says of its type. */
static bool read_boundary(const char *type, struct bytes *out)
{
	static const char name[] = "boundary=";
	const char *at = strcasestr(type, name);
	size_t n;

	if (!at)
		return false;
	at += strlen(name);
	n = *at == '"' ? strcspn(++at, "\"") : strcspn(at, "; \t");
	bytes_add_str(out, "\n--");
	bytes_add(out, at, n);
	return n > 0;
}

/* Up to the next boundary, which *rest goes on behind. */
static struct span next_part(struct span *rest, const struct bytes *boundary)
{
	const char *s = rest->s;
	const char *found = memmem(s, (size_t)(rest->end - s), boundary->data,
				   boundary->len);
	struct span part = { s, found ? found + 1 : rest->end };

	rest->s = found ? found + boundary->len : rest->end;
	return part;
}

/* ---- what they are sent as ---- */

static int hex(char c)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return !at		  ? -1
	       : at - digits < 16 ? (int)(at - digits)
				  : (int)(at - digits) - 6;
}

/* A line's end behind = is none; what is no byte stands as it is. */
static void add_quoted(struct bytes *out, struct span part)
{
	size_t n;

	for (const char *s = part.s; s < part.end; s += n) {
		size_t left = (size_t)(part.end - s);

		n = 1;
		if (*s == '=' && left > 1 && s[1] == '\n') {
			n = 2;
		} else if (*s == '=' && left > 2 && s[1] == '\r' &&
			   s[2] == '\n') {
			n = 3;
		} else if (*s == '=' && left > 2 && hex(s[1]) >= 0 &&
			   hex(s[2]) >= 0) {
			bytes_add_char(out, (char)(hex(s[1]) * 16 + hex(s[2])));
			n = 3;
		} else {
			bytes_add_char(out, *s);
		}
	}
}

static void add_base64(struct bytes *out, struct span part)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				    "qrstuvwxyz0123456789+/";
	unsigned bits = 0, n_bits = 0;

	for (const char *s = part.s; s < part.end && *s != '='; s++) {
		const char *at = *s ? strchr(signs, *s) : NULL;

		if (!at)
			continue;
		bits = bits << 6 | (unsigned)(at - signs);
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			bytes_add_char(out, (char)(bits >> n_bits));
		}
	}
}

/* ---- the file ---- */

static bool read_page(struct office_file *file, struct span part,
		      const char *transfer, struct office_tables *tables,
		      bool *is_any)
{
	struct bytes sent = BYTES_INIT, page = BYTES_INIT;
	bool ok;

	if (strcasestr(transfer, "quoted-printable"))
		add_quoted(&sent, part);
	else if (strcasestr(transfer, "base64"))
		add_base64(&sent, part);
	else
		bytes_add(&sent, part.s, (size_t)(part.end - part.s));
	ok = office_decode(file, sent.data, sent.len, &page);
	/* Excel puts its sheets into pages of their own, and others around */
	if (ok && strcasestr(page.data, "<table")) {
		*is_any = true;
		ok = html_read(file, &page, tables);
	}
	bytes_release(&sent);
	bytes_release(&page);
	return ok;
}

static bool read_parts(struct office_file *file, struct span rest,
		       const struct bytes *boundary,
		       struct office_tables *tables)
{
	struct bytes type = BYTES_INIT, transfer = BYTES_INIT;
	bool ok = true, is_any = false;

	next_part(&rest, boundary);
	for (int n = 0; ok && rest.s < rest.end; n++) {
		struct span part = next_part(&rest, boundary);

		if (n == OFFICE_PARTS) {
			ok = office_refuse(file, FAILURE_OFFICE_TOO_BIG);
			break;
		}
		next_line(&part); /* of the boundary */
		read_headers(&part, &type, &transfer);
		if (strcasestr(type.data, "text/html"))
			ok = read_page(file, part, transfer.data, tables,
				       &is_any);
	}
	bytes_release(&type);
	bytes_release(&transfer);
	return ok && (is_any || office_refuse(file, FAILURE_OFFICE_NO_TABLE));
}

bool mht_read(struct office_file *file, const struct bytes *text,
	      struct office_tables *tables)
{
	struct bytes type = BYTES_INIT, transfer = BYTES_INIT;
	struct bytes boundary = BYTES_INIT;
	struct span rest = { text->data, text->data + text->len };
	bool ok;

	read_headers(&rest, &type, &transfer);
	rest.s = text->data;
	if (read_boundary(type.data, &boundary))
		ok = read_parts(file, rest, &boundary, tables);
	else
		ok = office_refuse_kind(file, "MHTML");
	bytes_release(&type);
	bytes_release(&transfer);
	bytes_release(&boundary);
	return ok;
}
