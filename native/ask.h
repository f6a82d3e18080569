/* ask(file, argv, env, cwd): see native/ask.c */
#include <node_api.h>

napi_value ask(napi_env env, napi_callback_info info);
