#include <config.h>
#include "core/office_package.h"

#include <stdlib.h>
#include <zip.h>
#include "core/memory.h"
#include "core/office_library.h"

struct office_package {
	struct office_file *file;
	zip_t *zip;
};

/* The library's functions, under its own names. */
static struct {
	__typeof__(zip_libzip_version) *libzip_version;
	__typeof__(zip_source_buffer_create) *source_buffer_create;
	__typeof__(zip_source_free) *source_free;
	__typeof__(zip_open_from_source) *open_from_source;
	__typeof__(zip_discard) *discard;
	__typeof__(zip_get_num_entries) *get_num_entries;
	__typeof__(zip_name_locate) *name_locate;
	__typeof__(zip_stat_init) *stat_init;
	__typeof__(zip_stat_index) *stat_index;
	__typeof__(zip_fopen_index) *fopen_index;
	__typeof__(zip_fread) *fread;
	__typeof__(zip_fclose) *fclose;
} lib;

static bool load(void)
{
	static const struct office_symbol symbols[] = {
		OFFICE_SYMBOL(lib.libzip_version, zip_libzip_version),
		OFFICE_SYMBOL(lib.source_buffer_create,
			      zip_source_buffer_create),
		OFFICE_SYMBOL(lib.source_free, zip_source_free),
		OFFICE_SYMBOL(lib.open_from_source, zip_open_from_source),
		OFFICE_SYMBOL(lib.discard, zip_discard),
		OFFICE_SYMBOL(lib.get_num_entries, zip_get_num_entries),
		OFFICE_SYMBOL(lib.name_locate, zip_name_locate),
		OFFICE_SYMBOL(lib.stat_init, zip_stat_init),
		OFFICE_SYMBOL(lib.stat_index, zip_stat_index),
		OFFICE_SYMBOL(lib.fopen_index, zip_fopen_index),
		OFFICE_SYMBOL(lib.fread, zip_fread),
		OFFICE_SYMBOL(lib.fclose, zip_fclose),
	};
	static struct office_library library = {
		.file = LIBZIP_FILE,
		.symbols = symbols,
		.n_symbols = sizeof symbols / sizeof *symbols,
	};

	return office_library_load(&library);
}

struct office_package *office_package_open(struct office_file *file)
{
	struct office_package *package;
	zip_source_t *source;
	zip_t *zip;

	if (!load()) {
		office_refuse_library(file, LIBZIP_FILE);
		return NULL;
	}
	source = lib.source_buffer_create(file->data, file->n, 0, NULL);
	zip = source ? lib.open_from_source(source, ZIP_RDONLY, NULL) : NULL;
	if (!zip) {
		lib.source_free(source);
		office_refuse(file, FAILURE_OFFICE_BROKEN);
		return NULL;
	}
	package = memory_alloc(sizeof *package);
	*package = (struct office_package){ .file = file, .zip = zip };
	if (lib.get_num_entries(zip, 0) <= OFFICE_PARTS)
		return package;
	office_package_close(package);
	office_refuse(file, FAILURE_OFFICE_TOO_BIG);
	return NULL;
}

void office_package_close(struct office_package *package)
{
	if (!package)
		return;
	lib.discard(package->zip);
	free(package);
}

bool office_package_has(const struct office_package *package, const char *name)
{
	return lib.name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* Whatever the header says of its size, what comes out of it counts. */
static bool unpack(struct office_file *file, zip_file_t *part,
		   struct bytes *out)
{
	enum { CHUNK_BYTES = 64 << 10 };

	for (;;) {
		char *to = bytes_reserve(out, CHUNK_BYTES);
		zip_int64_t got = lib.fread(part, to, CHUNK_BYTES);

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
	zip_int64_t at = lib.name_locate(package->zip, name, ZIP_FL_NOCASE);
	zip_stat_t st;
	zip_file_t *part;
	bool ok;

	lib.stat_init(&st);
	if (at < 0 || lib.stat_index(package->zip, (zip_uint64_t)at, 0, &st))
		return office_refuse(package->file, FAILURE_OFFICE_BROKEN);
	if (st.valid & ZIP_STAT_ENCRYPTION_METHOD &&
	    st.encryption_method != ZIP_EM_NONE)
		return office_refuse(package->file, FAILURE_OFFICE_LOCKED);
	part = lib.fopen_index(package->zip, (zip_uint64_t)at, 0);
	if (!part)
		return office_refuse(package->file, FAILURE_OFFICE_BROKEN);
	ok = unpack(package->file, part, out);
	lib.fclose(part);
	return ok;
}

void office_package_version(struct bytes *out)
{
	bytes_printf(out, "libzip %s\n", load() ? lib.libzip_version() : "-");
}
