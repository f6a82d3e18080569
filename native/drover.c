/*
 * The system calls that Node has no function for. Each answers its value, or a negative errno, which
 * src/host/native.ts turns into an exception.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <linux/limits.h>
#include <unistd.h>

#include "ask.h"
#include "digest.h"

#define MAX_ARGUMENTS 4
#define MAX_PATH 4097
#define MAX_GROUPS 65536

typedef struct {
    napi_env env;
    napi_value values[MAX_ARGUMENTS];
} call;

static call arguments(napi_env env, napi_callback_info info) {
    call c = {.env = env};
    size_t count = MAX_ARGUMENTS;
    napi_get_cb_info(env, info, &count, c.values, NULL, NULL);
    return c;
}

static int32_t integer(const call *c, int i) {
    int32_t value = 0;
    napi_get_value_int32(c->env, c->values[i], &value);
    return value;
}

/* false for a path too long to be one */
static int text(const call *c, int i, char *buffer) {
    size_t length = 0;
    return napi_get_value_string_utf8(c->env, c->values[i], buffer, MAX_PATH, &length) == napi_ok && length < MAX_PATH - 1;
}

static napi_value number(napi_env env, int64_t value) {
    napi_value result;
    napi_create_int64(env, value, &result);
    return result;
}

static napi_value outcome(napi_env env, int64_t value) { return number(env, value < 0 ? -errno : value); }

static napi_value refused(napi_env env, int error) { return number(env, -error); }

/* chroot(path): the working directory stays outside, the caller changes it */
static napi_value change_root(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH];
    if (!text(&c, 0, path)) return refused(env, ENAMETOOLONG);
    return outcome(env, chroot(path));
}

/* lock(fd): takes the lock without waiting */
static napi_value lock(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    return outcome(env, flock(integer(&c, 0), LOCK_EX | LOCK_NB));
}

/* openAt(directory, path, flags): a path below an open directory, wherever the root is now */
static napi_value open_at(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH];
    if (!text(&c, 1, path)) return refused(env, ENAMETOOLONG);
    return outcome(env, openat(integer(&c, 0), path, integer(&c, 2) | O_CLOEXEC, 0600));
}

/* one letter for a file's type: of a symbolic link what it leads to, 0 where that is nothing */
static char type_letter(int directory, const struct dirent *entry) {
    static const char letters[] = {[DT_FIFO] = 'p', [DT_CHR] = 'c', [DT_DIR] = 'd', [DT_BLK] = 'b', [DT_REG] = 'f', [DT_SOCK] = 's'};
    unsigned type = entry->d_type;
    struct stat found;
    if (type == DT_LNK || type == DT_UNKNOWN) {
        if (fstatat(directory, entry->d_name, &found, 0) < 0) return 0;
        type = IFTODT(found.st_mode);
    }
    return type < sizeof letters ? letters[type] : 0;
}

/* 0, or an error number */
static int read_entries(napi_env env, DIR *directory, napi_value list) {
    for (uint32_t count = 0;;) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (entry == NULL) return errno;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char item[sizeof entry->d_name + 1] = {type_letter(dirfd(directory), entry)};
        if (item[0] == 0) continue;
        strcpy(item + 1, entry->d_name);
        napi_value string;
        napi_create_string_utf8(env, item, NAPI_AUTO_LENGTH, &string);
        napi_set_element(env, list, count++, string);
    }
}

/* readDirectory(directory, path): of each entry its type's letter and its name in one string */
static napi_value read_directory(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH];
    if (!text(&c, 1, path)) return refused(env, ENAMETOOLONG);
    int fd = openat(integer(&c, 0), path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *directory = fd < 0 ? NULL : fdopendir(fd);
    int error = errno;
    if (directory == NULL) {
        if (fd >= 0) close(fd);
        return refused(env, error);
    }
    napi_value list;
    napi_create_array(env, &list);
    error = read_entries(env, directory, list);
    closedir(directory);
    return error == 0 ? list : refused(env, error);
}

/* listAttributes(path): the names, a zero byte after each */
static napi_value list_attributes(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH], names[XATTR_LIST_MAX];
    if (!text(&c, 0, path)) return refused(env, ENAMETOOLONG);
    ssize_t length = listxattr(path, names, sizeof names);
    if (length < 0) return refused(env, errno);
    napi_value result;
    napi_create_buffer_copy(env, (size_t)length, names, NULL, &result);
    return result;
}

/* getAttribute(path, name) */
static napi_value get_attribute(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH], name[MAX_PATH];
    if (!text(&c, 0, path) || !text(&c, 1, name)) return refused(env, ENAMETOOLONG);
    char *value = malloc(XATTR_SIZE_MAX);
    if (value == NULL) return refused(env, ENOMEM);
    ssize_t length = getxattr(path, name, value, XATTR_SIZE_MAX);
    napi_value result;
    if (length < 0) result = refused(env, errno);
    else napi_create_buffer_copy(env, (size_t)length, value, NULL, &result);
    free(value);
    return result;
}

/* setAttribute(path, name, value) */
static napi_value set_attribute(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH], name[MAX_PATH];
    void *value;
    size_t length;
    if (!text(&c, 0, path) || !text(&c, 1, name)) return refused(env, ENAMETOOLONG);
    if (napi_get_buffer_info(env, c.values[2], &value, &length) != napi_ok) return refused(env, EINVAL);
    return outcome(env, setxattr(path, name, value, length, 0));
}

/* removeAttribute(path, name) */
static napi_value remove_attribute(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH], name[MAX_PATH];
    if (!text(&c, 0, path) || !text(&c, 1, name)) return refused(env, ENAMETOOLONG);
    return outcome(env, removexattr(path, name));
}

/* seconds since 1970; not a number leaves the time as it is */
static struct timespec moment(const call *c, int i) {
    double seconds = NAN;
    napi_get_value_double(c->env, c->values[i], &seconds);
    if (isnan(seconds)) return (struct timespec){.tv_nsec = UTIME_OMIT};
    double whole = floor(seconds);
    return (struct timespec){.tv_sec = (time_t)whole, .tv_nsec = (long)((seconds - whole) * 1e9)};
}

/* setTimes(path, atime, mtime, flags) */
static napi_value set_times(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    char path[MAX_PATH];
    if (!text(&c, 0, path)) return refused(env, ENAMETOOLONG);
    struct timespec times[2] = {moment(&c, 1), moment(&c, 2)};
    return outcome(env, utimensat(AT_FDCWD, path, times, integer(&c, 3)));
}

/* The identity of this thread alone: glibc's own functions would change every thread of the process. */
static int set_identity(uid_t uid, gid_t gid, const gid_t *groups, size_t count, int leaves_root) {
    if (!leaves_root && syscall(SYS_setresuid, uid, uid, (uid_t)-1) < 0) return -1;
    if (syscall(SYS_setgroups, count, groups) < 0) return -1;
    if (syscall(SYS_setresgid, gid, gid, (gid_t)-1) < 0) return -1;
    if (leaves_root && syscall(SYS_setresuid, uid, uid, (uid_t)-1) < 0) return -1;
    return 0;
}

/*
 * setIdentity(uid, gid, groups, leavesRoot): real and effective user and group and the supplementary groups of
 * the calling thread; the saved ones stay, so that it can go back. A program it starts gets no saved ones.
 */
static napi_value set_thread_identity(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    uint32_t count = 0;
    napi_get_array_length(env, c.values[2], &count);
    if (count > MAX_GROUPS) return refused(env, EINVAL);
    gid_t *groups = calloc(count + 1, sizeof *groups);
    if (groups == NULL) return refused(env, ENOMEM);
    for (uint32_t i = 0; i < count; i++) {
        napi_value item;
        napi_get_element(env, c.values[2], i, &item);
        napi_get_value_uint32(env, item, &groups[i]);
    }
    uint32_t uid = UINT32_MAX, gid = UINT32_MAX;
    napi_get_value_uint32(env, c.values[0], &uid);
    napi_get_value_uint32(env, c.values[1], &gid);
    napi_value result = outcome(env, set_identity(uid, gid, groups, count, integer(&c, 3)));
    free(groups);
    return result;
}

/* leave(status): ends the process without a word to anyone */
static napi_value leave(napi_env env, napi_callback_info info) {
    call c = arguments(env, info);
    _exit(integer(&c, 0));
}

static const struct {
    const char *name;
    napi_callback function;
} functions[] = {
    {"ask", ask}, {"answer", answer},
    {"chroot", change_root},
    {"lock", lock},
    {"openAt", open_at},
    {"digest", digest},
    {"digestAt", digest_at},
    {"readDirectory", read_directory},
    {"listAttributes", list_attributes},
    {"getAttribute", get_attribute},
    {"setAttribute", set_attribute},
    {"removeAttribute", remove_attribute},
    {"setTimes", set_times},
    {"setIdentity", set_thread_identity},
    {"leave", leave},
};

NAPI_MODULE_INIT() {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        napi_value function;
        napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].function, NULL, &function);
        napi_set_named_property(env, exports, functions[i].name, function);
    }
    return exports;
}
