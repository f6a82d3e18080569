/*
 * Starts a program, and later waits for what it says. Node can do that, but loading what it takes (node:child_process
 * with sockets and streams) costs a run that changes nothing as much as half a start of Node.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ask.h"

/* what a program has written to one of its outputs */
typedef struct {
    int fd;
    char *data;
    size_t length, room;
} stream;

/* 1: there may be more, 0: it is at its end, negative: an errno */
static int take(stream *s) {
    if (s->room - s->length < 65536) {
        size_t room = s->room * 2 + 65536;
        char *data = realloc(s->data, room);
        if (data == NULL) return -ENOMEM;
        s->data = data;
        s->room = room;
    }
    ssize_t count = read(s->fd, s->data + s->length, s->room - s->length);
    if (count < 0) return errno == EINTR || errno == EAGAIN ? 1 : -errno;
    s->length += (size_t)count;
    return count > 0;
}

static int take_all(stream streams[2]) {
    struct pollfd waiting[2] = {{.fd = streams[0].fd, .events = POLLIN}, {.fd = streams[1].fd, .events = POLLIN}};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        if (poll(waiting, 2, -1) < 0 && errno != EINTR) return -errno;
        for (int i = 0; i < 2; i++) {
            if (waiting[i].fd < 0 || waiting[i].revents == 0) continue;
            int more = take(&streams[i]);
            if (more < 0) return more;
            if (more == 0) waiting[i].fd = -1;
        }
    }
    return 0;
}

/* the texts of a block of NUL-terminated ones, with a NULL behind them */
static char **split(char *block, size_t length) {
    size_t count = 0, next = 0;
    for (size_t i = 0; i < length; i++) count += block[i] == '\0';
    char **texts = calloc(count + 1, sizeof *texts);
    if (texts == NULL) return NULL;
    for (char *text = block; next < count; text += strlen(text) + 1) texts[next++] = text;
    return texts;
}

/* A program starts as from a shell: nothing to read, a group of its own, no signal ignored or blocked. */
static int start(pid_t *pid, const char *file, char **argv, char **env, const char *cwd, int out, int err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_adddup2(&actions, err, 2);
    posix_spawn_file_actions_addchdir_np(&actions, cwd);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    int error = posix_spawn(pid, file, &actions, &attributes, argv, env);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return -error;
}

/* a program that was started, and what it has said so far */
typedef struct {
    pid_t pid;
    stream streams[2];
} question;

static void discard(question *asked) {
    for (int i = 0; i < 2; i++) {
        if (asked->streams[i].fd >= 0) close(asked->streams[i].fd);
        free(asked->streams[i].data);
    }
    free(asked);
}

/* A question that nobody waits for: its program ends by itself, when it finds nobody to write to. */
static void forget(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    discard(data);
}

/* 0 or a negative errno; what a program says before it is waited for has room in its pipe, as far as the system lets it */
static int begin(question *asked, const char *file, char **argv, char **env, const char *cwd) {
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) < 0) return -errno;
    asked->streams[0].fd = out[0];
    if (pipe2(err, O_CLOEXEC) < 0) {
        int error = -errno;
        close(out[1]);
        return error;
    }
    asked->streams[1].fd = err[0];
    fcntl(out[0], F_SETPIPE_SZ, 1 << 20);
    int error = start(&asked->pid, file, argv, env, cwd, out[1], err[1]);
    close(out[1]);
    close(err[1]);
    return error;
}

/* the status as waitpid(2) gives it; the answer is 0 or a negative errno */
static int finish(question *asked, int *status) {
    int error = take_all(asked->streams);
    if (error < 0) kill(-asked->pid, SIGKILL);
    while (waitpid(asked->pid, status, 0) < 0 && errno == EINTR) continue;
    return error;
}

static void buffer(napi_env env, napi_value value, char **data, size_t *length) {
    void *bytes = NULL;
    *length = 0;
    napi_get_buffer_info(env, value, &bytes, length);
    *data = bytes;
}

napi_value ask(napi_env env, napi_callback_info info) {
    size_t count = 4, lengths[4] = {0};
    napi_value values[4], result;
    char *blocks[4];
    napi_get_cb_info(env, info, &count, values, NULL, NULL);
    for (int i = 0; i < 4; i++) buffer(env, values[i], &blocks[i], &lengths[i]);
    question *asked = calloc(1, sizeof *asked);
    char **argv = split(blocks[1], lengths[1]), **environment = split(blocks[2], lengths[2]);
    int error = -ENOMEM;
    if (asked != NULL) {
        asked->streams[0].fd = asked->streams[1].fd = -1;
        if (argv != NULL && environment != NULL) error = begin(asked, blocks[0], argv, environment, blocks[3]);
    }
    free(argv);
    free(environment);
    if (error == 0) napi_create_external(env, asked, forget, NULL, &result);
    else {
        if (asked != NULL) discard(asked);
        napi_create_int32(env, error, &result);
    }
    return result;
}

napi_value answer(napi_env env, napi_callback_info info) {
    size_t count = 1;
    napi_value value, result, item;
    void *data = NULL;
    napi_get_cb_info(env, info, &count, &value, NULL, NULL);
    napi_get_value_external(env, value, &data);
    question *asked = data;
    int status = 0, error = finish(asked, &status);
    if (error < 0) napi_create_int32(env, error, &result);
    else {
        napi_create_array_with_length(env, 3, &result);
        napi_create_int32(env, WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), &item);
        napi_set_element(env, result, 0, item);
        for (uint32_t i = 0; i < 2; i++) {
            napi_create_buffer_copy(env, asked->streams[i].length, asked->streams[i].data, NULL, &item);
            napi_set_element(env, result, i + 1, item);
        }
    }
    return result;
}
