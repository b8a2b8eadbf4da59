/*
 * plan: what fails, shared by the sweep and the library that it loads into the
 * program: a piece of memory under the descriptor that $JIXIAO_FAULTS names.
 */
#ifndef TESTS_FAULTS_PLAN_H
#define TESTS_FAULTS_PLAN_H

#include <stdbool.h>
#include <stddef.h>

enum { FAULT_NAMES = 1 << 16 };

enum fault_kind { FAULT_CALLS, FAULT_ALLOCATIONS };

struct fault_plan {
	/* by the sweep */
	enum fault_kind kind;
	int at; /* which is struck, from 1; 0 = none */
	int error;
	bool is_lasting;  /* and all behind it, with the same errno */
	char folder[256]; /* only what is below it; "": everywhere */
	bool is_part;	  /* does only a part of what it is asked for */
	int idle_fd;	  /* a byte is written there whenever the program waits
			    for a key */
	/* by the library */
	int n; /* calls or allocations so far */
	int failed;
	bool unlink_failed, sync_failed;
	char struck[24]; /* the first that failed */
	size_t keys_read, shown_bytes;
	bool has_waited;  /* for a key, at all */
	size_t idle_keys; /* keys_read when it last began to wait */
	/* of each call, its index in FAULT_LIST */
	unsigned char names[FAULT_NAMES];
};

/*
 * FAULT(name, the errnos that it may give)
 */
#define FAULT_LIST(FAULT)                                                 \
	FAULT(open, EACCES, EMFILE, EIO, ESTALE, EINTR, ENOSPC)           \
	FAULT(openat, EACCES, EMFILE, EIO, ESTALE, EINTR, ENOSPC, EDQUOT, \
	      EROFS)                                                      \
	FAULT(read, EIO, ESTALE, EINTR)                                   \
	FAULT(pread, EIO, ESTALE, EINTR)                                  \
	FAULT(write, EIO, ENOSPC, EDQUOT, EINTR)                          \
	FAULT(pwrite, EIO, ENOSPC, EDQUOT, EFBIG, EINTR)                  \
	FAULT(fsync, EIO, ENOSPC, EDQUOT, EINTR)                          \
	FAULT(fdatasync, EIO, ENOSPC, EDQUOT, EINTR)                      \
	FAULT(close, EIO, EDQUOT, EINTR)                                  \
	FAULT(ftruncate, EIO, EFBIG, EINTR)                               \
	FAULT(fallocate, EIO, ENOSPC, EOPNOTSUPP, EINTR)                  \
	FAULT(rename, EACCES, EIO, ENOSPC, EROFS)                         \
	FAULT(renameat, EACCES, EIO, ENOSPC, EROFS, EBUSY, ESTALE)        \
	FAULT(renameat2, EACCES, EIO, ENOSPC, EROFS, EINVAL)              \
	FAULT(link, EPERM, EIO, ENOSPC)                                   \
	FAULT(linkat, EPERM, EIO, ENOSPC, EMLINK, ENOENT)                 \
	FAULT(unlink, EACCES, EIO, EROFS)                                 \
	FAULT(unlinkat, EACCES, EIO, EROFS)                               \
	FAULT(mkdir, EACCES, EIO, ENOSPC, EROFS)                          \
	FAULT(mkdirat, EACCES, EIO, ENOSPC, EROFS)                        \
	FAULT(fchmod, EPERM, EIO, EROFS)                                  \
	FAULT(fchown, EPERM, EIO, EDQUOT)                                 \
	FAULT(stat, EACCES, EIO, ESTALE)                                  \
	FAULT(lstat, EACCES, EIO, ESTALE)                                 \
	FAULT(fstat, EIO, ESTALE)                                         \
	FAULT(fstatat, EACCES, EIO, ESTALE)                               \
	FAULT(statvfs, EIO, ENOSYS)                                       \
	FAULT(access, EACCES, EIO)                                        \
	FAULT(faccessat, EACCES, EIO, EROFS)                              \
	FAULT(realpath, EACCES, EIO, ELOOP)                               \
	FAULT(readlink, EACCES, EIO)                                      \
	FAULT(flock, ENOLCK, EWOULDBLOCK, EINTR)                          \
	FAULT(flistxattr, EIO, ENOTSUP)                                   \
	FAULT(fgetxattr, EIO, ENODATA)                                    \
	FAULT(fsetxattr, EIO, ENOSPC, EPERM, ENOTSUP)                     \
	FAULT(fremovexattr, EIO, EPERM, ENOTSUP)                          \
	FAULT(opendir, EACCES, EIO, ENOMEM)                               \
	FAULT(fdopendir, EIO, ENOMEM)                                     \
	FAULT(readdir, EIO, EBADF)                                        \
	FAULT(scandir, EACCES, EIO, ENOMEM)                               \
	FAULT(mmap, ENOMEM, EACCES)

enum fault {
#define FAULT(name, ...) FAULT_##name,
	FAULT_LIST(FAULT)
#undef FAULT
		FAULTS
};

#endif
