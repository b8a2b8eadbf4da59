#include <config.h>
#include "core/office_package.h"

#include <stdlib.h>
#include <zip.h>
#include "core/memory.h"
#include "core/library.h"

struct office_package {
	struct office_file *file;
	zip_t *zip;
};

/* What is used of the library, under its own names. */
#define FUNCTIONS(X)                \
	X(zip_libzip_version)       \
	X(zip_source_buffer_create) \
	X(zip_source_free)          \
	X(zip_open_from_source)     \
	X(zip_discard)              \
	X(zip_get_num_entries)      \
	X(zip_name_locate)          \
	X(zip_stat_init)            \
	X(zip_stat)                 \
	X(zip_stat_index)           \
	X(zip_fopen_index)          \
	X(zip_fread)                \
	X(zip_fclose)
LIBRARY(FUNCTIONS, LIBZIP_FILE)

struct office_package *office_package_open(struct office_file *file)
{
	struct office_package *package;
	zip_source_t *source;
	zip_t *zip;

	if (!load()) {
		office_refuse_library(file, LIBZIP_FILE);
		return NULL;
	}
	source = lib.zip_source_buffer_create(file->data, file->n, 0, NULL);
	zip = source ? lib.zip_open_from_source(source, ZIP_RDONLY, NULL)
		     : NULL;
	if (!zip) {
		lib.zip_source_free(source);
		office_refuse(file, FAILURE_OFFICE_BROKEN);
		return NULL;
	}
	package = memory_alloc(sizeof *package);
	*package = (struct office_package){ .file = file, .zip = zip };
	if (lib.zip_get_num_entries(zip, 0) <= OFFICE_PARTS)
		return package;
	office_package_close(package);
	office_refuse(file, FAILURE_OFFICE_TOO_BIG);
	return NULL;
}

void office_package_close(struct office_package *package)
{
	if (!package)
		return;
	lib.zip_discard(package->zip);
	free(package);
}

bool office_package_has(const struct office_package *package, const char *name)
{
	return lib.zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

size_t office_package_size(const struct office_package *package,
			   const char *name)
{
	zip_stat_t st;

	lib.zip_stat_init(&st);
	if (lib.zip_stat(package->zip, name, ZIP_FL_NOCASE, &st) ||
	    !(st.valid & ZIP_STAT_SIZE))
		return 0;
	return (size_t)st.size;
}

/* Whatever the header says of its size, what comes out of it counts. */
static bool unpack(struct office_file *file, zip_file_t *part,
		   struct bytes *out)
{
	enum { CHUNK_BYTES = 64 << 10 };

	for (;;) {
		char *to = bytes_reserve(out, CHUNK_BYTES);
		zip_int64_t got = lib.zip_fread(part, to, CHUNK_BYTES);

		if (got < 0)
			return office_refuse(file, FAILURE_OFFICE_BROKEN);
		if (got == 0)
			return true;
		if ((size_t)got > file->bytes_left)
			return office_refuse(file, FAILURE_OFFICE_TOO_BIG);
		file->bytes_left -= (size_t)got;
		out->len += (size_t)got;
		out->data[out->len] = '\0';
	}
}

bool office_package_read(struct office_package *package, const char *name,
			 struct bytes *out)
{
	zip_int64_t at = lib.zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
	zip_stat_t st;
	zip_file_t *part;
	bool ok;

	lib.zip_stat_init(&st);
	if (at < 0 ||
	    lib.zip_stat_index(package->zip, (zip_uint64_t)at, 0, &st))
		return office_refuse(package->file, FAILURE_OFFICE_BROKEN);
	if (st.valid & ZIP_STAT_ENCRYPTION_METHOD &&
	    st.encryption_method != ZIP_EM_NONE)
		return office_refuse(package->file, FAILURE_OFFICE_LOCKED);
	part = lib.zip_fopen_index(package->zip, (zip_uint64_t)at, 0);
	if (!part)
		return office_refuse(package->file, FAILURE_OFFICE_BROKEN);
	ok = unpack(package->file, part, out);
	lib.zip_fclose(part);
	return ok;
}

void office_package_version(struct bytes *out)
{
	bytes_printf(out, "libzip %s\n",
		     load() ? lib.zip_libzip_version() : "-");
}
