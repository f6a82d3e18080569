/**
 * The key under which a state keeps what `read` found beside it and `want` and `apply` need: who an account is,
 * whether a link's target exists. The comparison of states passes over symbol keys; copying with `...` takes them along.
 */
export const context = Symbol('context');
