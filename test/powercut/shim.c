/*
 * Recorder of the power-cut rig: LD_PRELOAD it, and every change a program makes below LEMBAR_CUT_ROOT is written to
 * LEMBAR_CUT_LOG/<pid>, with the time it began and ended (CLOCK_MONOTONIC) and the bytes themselves. log.ts reads it.
 * LEMBAR_CUT_ROOM, if set, names a file of eight bytes: how many bytes still fit below the root (negative: no limit).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum kind { OPEN = 1, WRITE, SIZE, SYNC, RENAME, LINK, UNLINK, MKDIR, MAPPED };
struct head {
  uint32_t magic, kind;
  uint64_t begun, ended, ino, value; /* value: offset of a write, new size, or 1 for an emptied file */
  uint32_t dir, path, other, bytes;  /* whether it is a folder; lengths of what follows */
};

static char root[PATH_MAX];
static size_t root_length;
static char *log_folder;
static int64_t *room;
static int log_fd = -1;
static pid_t log_pid;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *wanted = getenv("LEMBAR_CUT_ROOT"), *room_file = getenv("LEMBAR_CUT_ROOM");
  const char *logs = getenv("LEMBAR_CUT_LOG");
  if (!wanted || !logs || strlen(wanted) >= sizeof root) return;
  log_folder = strdup(logs); /* a browser's children write their title over the environment */
  strcpy(root, wanted);
  if (room_file) {
    int fd = syscall(SYS_openat, AT_FDCWD, room_file, O_RDWR | O_CLOEXEC);
    void *at = (void *)syscall(SYS_mmap, NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at != MAP_FAILED) room = at;
    syscall(SYS_close, fd);
  }
  root_length = strlen(root);
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int below_root(const char *path) {
  return root_length && !strncmp(path, root, root_length) && path[root_length] == '/';
}

/* The path of an open file, if it lies below the root. */
static int watched(int fd, char *path) {
  char link[40];
  if (!root_length || fd < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return below_root(path);
}

/* The absolute form of a path that a call named. */
static int named(int dirfd, const char *path, char *out) {
  if (!root_length) return 0;
  if (path[0] == '/') {
    if (strlen(path) >= PATH_MAX) return 0;
    strcpy(out, path);
  } else {
    char link[40] = "/proc/self/cwd", base[PATH_MAX];
    if (dirfd != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
    ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
    if (n <= 0 || n + strlen(path) + 2 > PATH_MAX) return 0;
    memcpy(out, base, n);
    out[n] = '/';
    strcpy(out + n + 1, path);
  }
  return below_root(out);
}

static int state_of(int fd, struct stat *st) { return syscall(SYS_fstat, fd, st); }

static void record(enum kind kind, uint64_t begun, const struct stat *st, uint64_t value, const char *path,
                   const char *other, const void *bytes, size_t count) {
  int kept = errno;
  struct head head = {0x5455434c, kind, begun, now(), st ? st->st_ino : 0, value, st && S_ISDIR(st->st_mode),
                      strlen(path), other ? strlen(other) : 0, count};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)other, head.other}, {(void *)bytes, count}};
  pthread_mutex_lock(&log_lock);
  if (log_pid != getpid()) {
    char name[PATH_MAX];
    log_pid = getpid();
    snprintf(name, sizeof name, "%s/%d", log_folder, log_pid);
    log_fd = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  ssize_t wanted = sizeof head + head.path + head.other + count;
  if (syscall(SYS_writev, log_fd, parts, 4) != wanted) {
    static const char words[] = "power-cut rig: the log could not be written\n";
    syscall(SYS_write, 2, words, sizeof words - 1);
    abort();
  }
  pthread_mutex_unlock(&log_lock);
  errno = kept;
}

/* Takes room for bytes that make the file longer; how many of `count` may be written. */
static size_t take_room(const struct stat *st, uint64_t offset, size_t count) {
  uint64_t end = offset + count, size = (uint64_t)st->st_size;
  int64_t grows = end > size ? (int64_t)(end - size) : 0;
  if (!room || grows == 0 || __atomic_load_n(room, __ATOMIC_SEQ_CST) < 0) return count;
  int64_t left = __atomic_load_n(room, __ATOMIC_SEQ_CST), take;
  do take = grows < left ? grows : left;
  while (!__atomic_compare_exchange_n(room, &left, left - take, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  return count - (size_t)(grows - take);
}

static void give_room(int64_t bytes) {
  if (room && bytes > 0 && __atomic_load_n(room, __ATOMIC_SEQ_CST) >= 0) __atomic_add_fetch(room, bytes, __ATOMIC_SEQ_CST);
}

static ssize_t put(int fd, const void *bytes, size_t count, int64_t offset) {
  char path[PATH_MAX];
  struct stat st;
  if (!watched(fd, path) || state_of(fd, &st)) {
    return offset < 0 ? syscall(SYS_write, fd, bytes, count) : syscall(SYS_pwrite64, fd, bytes, count, offset);
  }
  int appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
  int64_t from = appends ? st.st_size : offset >= 0 ? offset : syscall(SYS_lseek, fd, 0, SEEK_CUR);
  size_t fits = take_room(&st, (uint64_t)from, count);
  if (fits == 0 && count > 0) return errno = ENOSPC, -1;
  uint64_t begun = now();
  ssize_t done = offset < 0 ? syscall(SYS_write, fd, bytes, fits) : syscall(SYS_pwrite64, fd, bytes, fits, offset);
  if (done > 0) record(WRITE, begun, &st, (uint64_t)from, path, NULL, bytes, (size_t)done);
  return done;
}

static ssize_t put_all(int fd, const struct iovec *parts, int n, int64_t offset) {
  char path[PATH_MAX];
  if (!watched(fd, path)) {
    return offset < 0 ? syscall(SYS_writev, fd, parts, n) : syscall(SYS_pwritev, fd, parts, n, offset, 0);
  }
  size_t count = 0;
  for (int i = 0; i < n; i++) count += parts[i].iov_len;
  char *flat = malloc(count ? count : 1), *end = flat;
  for (int i = 0; i < n; i++) end = mempcpy(end, parts[i].iov_base, parts[i].iov_len);
  ssize_t done = put(fd, flat, count, offset);
  free(flat);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t n) { return put(fd, bytes, n, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) { return put(fd, bytes, n, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) { return put(fd, bytes, n, at); }
ssize_t writev(int fd, const struct iovec *v, int n) { return put_all(fd, v, n, -1); }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t at) { return put_all(fd, v, n, at); }
ssize_t pwritev64(int fd, const struct iovec *v, int n, off64_t at) { return put_all(fd, v, n, at); }

static int opened(int dirfd, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  uint64_t begun = now();
  int64_t before = 0;
  struct stat st;
  if ((flags & O_TRUNC) && named(dirfd, name, path) && !syscall(SYS_newfstatat, dirfd, name, &st, 0)) before = st.st_size;
  int fd = syscall(SYS_openat, dirfd, name, flags, mode);
  if (fd < 0 || !(flags & (O_CREAT | O_TRUNC)) || !watched(fd, path) || state_of(fd, &st)) return fd;
  give_room(before);
  record(OPEN, begun, &st, (flags & O_TRUNC) != 0, path, NULL, NULL, 0);
  return fd;
}

#define MODE(flags) ({ mode_t m = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list a; va_start(a, flags); m = va_arg(a, mode_t); va_end(a); } m; })
int open(const char *name, int flags, ...) { return opened(AT_FDCWD, name, flags, MODE(flags)); }
int open64(const char *name, int flags, ...) { return opened(AT_FDCWD, name, flags | O_LARGEFILE, MODE(flags)); }
int openat(int dir, const char *name, int flags, ...) { return opened(dir, name, flags, MODE(flags)); }
int openat64(int dir, const char *name, int flags, ...) { return opened(dir, name, flags | O_LARGEFILE, MODE(flags)); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static int resized(int fd, int result, uint64_t begun, const char *path, int64_t before) {
  struct stat st;
  if (result || state_of(fd, &st)) return result;
  give_room(before - st.st_size);
  record(SIZE, begun, &st, (uint64_t)st.st_size, path, NULL, NULL, 0);
  return 0;
}

int ftruncate(int fd, off_t size) {
  char path[PATH_MAX];
  struct stat st;
  uint64_t begun = now();
  if (!watched(fd, path) || state_of(fd, &st)) return syscall(SYS_ftruncate, fd, size);
  return resized(fd, syscall(SYS_ftruncate, fd, size), begun, path, st.st_size);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int fallocate(int fd, int mode, off_t from, off_t count) {
  char path[PATH_MAX];
  struct stat st;
  uint64_t begun = now();
  if (!watched(fd, path) || state_of(fd, &st)) return syscall(SYS_fallocate, fd, mode, from, count);
  if (!(mode & FALLOC_FL_KEEP_SIZE) && take_room(&st, (uint64_t)from, (size_t)count) < (size_t)count) return errno = ENOSPC, -1;
  return resized(fd, syscall(SYS_fallocate, fd, mode, from, count), begun, path, 0);
}
int fallocate64(int fd, int mode, off64_t from, off64_t count) { return fallocate(fd, mode, from, count); }
int posix_fallocate(int fd, off_t from, off_t count) { return fallocate(fd, 0, from, count) ? errno : 0; }
int posix_fallocate64(int fd, off64_t from, off64_t count) { return fallocate(fd, 0, from, count) ? errno : 0; }

static int synced(int fd, long call) {
  char path[PATH_MAX];
  struct stat st;
  uint64_t begun = now();
  int result = syscall(call, fd);
  if (!result && watched(fd, path) && !state_of(fd, &st)) record(SYNC, begun, &st, 0, path, NULL, NULL, 0);
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int two_names(enum kind kind, int from, const char *a, int to, const char *b, long result, uint64_t begun) {
  char first[PATH_MAX], second[PATH_MAX];
  if (!result && named(from, a, first) && named(to, b, second)) record(kind, begun, NULL, 0, first, second, NULL, 0);
  return (int)result;
}
int renameat2(int from, const char *a, int to, const char *b, unsigned flags) {
  uint64_t begun = now();
  return two_names(RENAME, from, a, to, b, syscall(SYS_renameat2, from, a, to, b, flags), begun);
}
int renameat(int from, const char *a, int to, const char *b) { return renameat2(from, a, to, b, 0); }
int rename(const char *a, const char *b) { return renameat2(AT_FDCWD, a, AT_FDCWD, b, 0); }
int linkat(int from, const char *a, int to, const char *b, int flags) {
  uint64_t begun = now();
  return two_names(LINK, from, a, to, b, syscall(SYS_linkat, from, a, to, b, flags), begun);
}
int link(const char *a, const char *b) { return linkat(AT_FDCWD, a, AT_FDCWD, b, 0); }

int unlinkat(int dir, const char *name, int flags) {
  char path[PATH_MAX];
  struct stat st;
  uint64_t begun = now();
  int known = named(dir, name, path) && !syscall(SYS_newfstatat, dir, name, &st, AT_SYMLINK_NOFOLLOW);
  int result = syscall(SYS_unlinkat, dir, name, flags);
  if (result || !known) return result;
  if (S_ISREG(st.st_mode) && st.st_nlink == 1) give_room(st.st_size);
  record(UNLINK, begun, &st, 0, path, NULL, NULL, 0);
  return 0;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) { return unlink(name) && errno == EISDIR ? rmdir(name) : 0; }

int mkdirat(int dir, const char *name, mode_t mode) {
  char path[PATH_MAX];
  struct stat st;
  uint64_t begun = now();
  int result = syscall(SYS_mkdirat, dir, name, mode);
  if (!result && named(dir, name, path) && !syscall(SYS_newfstatat, dir, name, &st, 0)) {
    record(MKDIR, begun, &st, 0, path, NULL, NULL, 0);
  }
  return result;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

/* Bytes written through a mapping pass by the recorder: the rig must know which files have one. */
void *mmap64(void *at, size_t size, int protection, int flags, int fd, off64_t from) {
  char path[PATH_MAX];
  if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && watched(fd, path)) {
    record(MAPPED, now(), NULL, 0, path, NULL, NULL, 0);
  }
  return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, from);
}
void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t from) {
  return mmap64(at, size, protection, flags, fd, from);
}

int statfs(const char *name, struct statfs *out) {
  char path[PATH_MAX];
  int result = syscall(SYS_statfs, name, out);
  int64_t left = room ? __atomic_load_n(room, __ATOMIC_SEQ_CST) : -1;
  if (!result && left >= 0 && named(AT_FDCWD, name, path)) out->f_bavail = out->f_bfree = left / out->f_bsize;
  return result;
}
int statfs64(const char *name, struct statfs64 *out) { return statfs(name, (struct statfs *)out); }
