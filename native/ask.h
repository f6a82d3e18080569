/* Questions to the machine's programs: see native/ask.c. */
#include <node_api.h>

/* ask(file, argv, env, cwd): argv and env are buffers of NUL-terminated texts; answers a question or a negative errno */
napi_value ask(napi_env env, napi_callback_info info);

/* answer(question), once for each: waits for the program's end; answers [status, stdout, stderr] or a negative errno */
napi_value answer(napi_env env, napi_callback_info info);
