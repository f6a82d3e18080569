/*
 * Tells whether a file is still the one that was seen before: FNV-1a with 64 bits, as sixteen hexadecimal digits. It finds
 * what was changed; against who would change both the file and the digest it is no help.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "digest.h"

#define START 0xcbf29ce484222325u
#define PRIME 0x100000001b3u

static uint64_t digest_on(uint64_t hash, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * PRIME;
    return hash;
}

static napi_value digits(napi_env env, uint64_t hash) {
    char text[17];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    napi_value result;
    napi_create_string_latin1(env, text, 16, &result);
    return result;
}

static napi_value refused(napi_env env, int error) {
    napi_value result;
    napi_create_int32(env, -error, &result);
    return result;
}

/* digest(bytes) */
napi_value digest(napi_env env, napi_callback_info info) {
    size_t count = 1, length = 0;
    napi_value bytes;
    void *data = NULL;
    napi_get_cb_info(env, info, &count, &bytes, NULL, NULL);
    if (napi_get_buffer_info(env, bytes, &data, &length) != napi_ok) return refused(env, EINVAL);
    return digits(env, digest_on(START, data, length));
}

/* 0, or an error number */
static int digest_file(int fd, uint64_t *hash) {
    unsigned char part[16384];
    for (;;) {
        ssize_t count = read(fd, part, sizeof part);
        if (count == 0) return 0;
        if (count > 0) *hash = digest_on(*hash, part, (size_t)count);
        else if (errno != EINTR) return errno;
    }
}

/* digestAt(directory, path): of a file below an open directory */
napi_value digest_at(napi_env env, napi_callback_info info) {
    size_t count = 2, length = 0;
    napi_value values[2];
    int32_t directory = -1;
    char path[PATH_MAX + 1];
    napi_get_cb_info(env, info, &count, values, NULL, NULL);
    napi_get_value_int32(env, values[0], &directory);
    napi_get_value_string_utf8(env, values[1], path, sizeof path, &length);
    if (length >= PATH_MAX) return refused(env, ENAMETOOLONG);
    int fd = openat(directory, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return refused(env, errno);
    uint64_t hash = START;
    int error = digest_file(fd, &hash);
    close(fd);
    return error == 0 ? digits(env, hash) : refused(env, error);
}
