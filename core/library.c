#include <config.h>
#include "core/library.h"

#include <dlfcn.h>
#include <pthread.h>

static bool load(struct library *library)
{
	void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; handle && i < library->n_symbols; i++) {
		*library->symbols[i].address =
			dlsym(handle, library->symbols[i].name);
		if (!*library->symbols[i].address)
			return false;
	}
	return handle != NULL;
}

bool library_load(struct library *library)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	bool is_loaded;

	pthread_mutex_lock(&lock);
	if (!library->is_loaded)
		library->is_loaded = load(library);
	is_loaded = library->is_loaded;
	pthread_mutex_unlock(&lock);
	return is_loaded;
}
