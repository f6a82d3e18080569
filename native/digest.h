/* what native/digest.c gives to native/drover.c */
#include <node_api.h>

napi_value digest(napi_env env, napi_callback_info info);
napi_value digest_at(napi_env env, napi_callback_info info);
