import { Bytes } from '../../../../core/value/collections.ts';
import { equals } from '../../../../core/value/compare.ts';
import { parseJson } from '../../../../core/value/json-parse.ts';
import { dictSet } from '../../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import { argumentError, bind, type Call, type Filter, required } from '../../callable.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { deepCopy } from '../../stored.ts';

/** community.general 10.7's filters that apply a JSON patch (RFC 6902). */
export const jsonPatchFilters: Readonly<Record<string, Filter>> = {
  json_patch: (value, call) => {
    const { from, call: rest } = withoutFrom(call);
    const [op = null, path = null, content = null, failTest = false] = bind(rest, {
      op: required,
      path: required,
      value: null,
      fail_test: false,
    });
    const operation: Dict = new Map([
      ['op', op],
      ['path', path],
      ['value', content],
    ]);
    if (from !== undefined && from !== null) operation.set('from', from);
    return patched(value, [operation], failTest);
  },
  json_patch_recipe: (value, call) => {
    const [operations = null, failTest = false] = bind(call, { operations: required, fail_test: false });
    if (call.kwargs.has('operations')) throw argumentError(call, 'the operations are to be given by position');
    if (!Array.isArray(operations)) throw failure('patch JSON', "'operations' needs to be a list");
    return patched(value, operations, failTest);
  },
};

/** `from` and `fail_test` go by name only. */
function withoutFrom(call: Call): { from: Value | undefined; call: Call } {
  if (call.args.length > 3) throw argumentError(call, 'it takes 3 arguments by position');
  const kwargs = new Map(call.kwargs);
  kwargs.delete('from');
  return { from: call.kwargs.get('from'), call: { ...call, kwargs } };
}

class TestFailed extends Error {}

/** The patched document; null where a test operation fails, which `failTest` makes an error. */
function patched(value: Value, operations: readonly Value[], failTest: Value): Value {
  if (typeof failTest !== 'boolean') throw failure('patch JSON', "'fail_test' argument is not a bool");
  const document = documentOf(value);
  const checked = operations.map(checkedOperation);
  try {
    return checked.reduce<Value>(applied, deepCopy(document));
  } catch (error) {
    if (!(error instanceof TestFailed)) throw error;
    if (failTest) throw failure('patch JSON', `test operation failed: ${error.message}`);
    return null;
  }
}

function documentOf(value: Value): Value {
  if (typeof value === 'string') return parseJson(value);
  if (value instanceof Bytes) return parseJson(Buffer.from(value.data).toString('utf8'));
  if (Array.isArray(value) || value instanceof Map) return value;
  throw failure('patch JSON', `input is not dictionary, list or string but '${typeName(value)}'`);
}

interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: Value | undefined;
}

const known = ['add', 'copy', 'move', 'remove', 'replace', 'test'];

function checkedOperation(given: Value): Operation {
  const operation = mappingOf(given);
  const [op, path, from] = ['op', 'path', 'from'].map((name) => operation?.get(name));
  if (typeof op !== 'string' || !known.includes(op))
    throw failure('patch JSON', `unsupported 'op' argument: ${text(op ?? null)}`);
  if (typeof path !== 'string') throw failure('patch JSON', "'path' argument is not a string");
  const takesFrom = op === 'copy' || op === 'move';
  if (takesFrom && typeof from !== 'string') throw failure('patch JSON', `'from' argument missing for '${op}' operation`);
  return { op, path: pointer(path), from: takesFrom ? pointer(text(from ?? null)) : [], value: operation?.get('value') };
}

/** The parts of a JSON pointer (RFC 6901). */
function pointer(path: string): string[] {
  const [first, ...parts] = path.split('/');
  if (first !== '') throw failure('patch JSON', 'Location must start with /');
  if (/~(?![01])/.test(path)) throw failure('patch JSON', `invalid escape in "${path}"`);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applied(document: Value, { op, path, from, value }: Operation): Value {
  if (op === 'remove') return removed(document, path);
  if (op === 'copy') return added(document, path, deepCopy(at(document, from)));
  if (op === 'move') return moved(document, from, path);
  if (value === undefined) throw failure('patch JSON', "The operation does not contain a 'value' member");
  if (op === 'add') return added(document, path, deepCopy(value));
  if (op === 'test') return tested(document, path, value);
  at(document, path);
  return path.length === 0 ? deepCopy(value) : replaced(document, path, deepCopy(value));
}

/** @throws DroverError where the path leads nowhere */
function at(document: Value, path: readonly string[]): Value {
  return path.reduce<Value>((inner, part) => {
    const found = inner instanceof Map ? inner.get(part) : Array.isArray(inner) ? inner[indexOf(part)] : undefined;
    if (found === undefined) throw failure('patch JSON', `there is no member '${part}'`);
    return found;
  }, document);
}

function indexOf(part: string): number {
  if (/^(0|[1-9]\d*)$/.test(part)) return Number(part);
  if (part === '-') return Number.POSITIVE_INFINITY;
  throw failure('patch JSON', `'${part}' is not a valid sequence index`);
}

function added(document: Value, path: readonly string[], value: Value): Value {
  const last = path.at(-1);
  if (last === undefined) return value;
  const owner = at(document, path.slice(0, -1));
  if (owner instanceof Map) dictSet(owner, last, value);
  else if (Array.isArray(owner)) {
    const index = last === '-' ? owner.length : indexOf(last);
    if (index > owner.length) throw failure('patch JSON', "can't insert outside of list");
    owner.splice(index, 0, value);
  } else throw failure('patch JSON', `a '${typeName(owner)}' has no members`);
  return document;
}

function replaced(document: Value, path: readonly string[], value: Value): Value {
  const [owner, last] = [at(document, path.slice(0, -1)), path.at(-1) ?? ''];
  if (owner instanceof Map) owner.set(last, value);
  else if (Array.isArray(owner)) owner[indexOf(last)] = value;
  return document;
}

function removed(document: Value, path: readonly string[]): Value {
  const last = path.at(-1);
  if (last === undefined) throw failure('patch JSON', "can't remove the whole document");
  at(document, path);
  const owner = at(document, path.slice(0, -1));
  if (owner instanceof Map) owner.delete(last);
  else if (Array.isArray(owner)) owner.splice(indexOf(last), 1);
  return document;
}

function moved(document: Value, from: readonly string[], to: readonly string[]): Value {
  const isInside = from.every((part, i) => part === to[i]);
  if (isInside && from.length < to.length) throw failure('patch JSON', 'Cannot move values into their own children');
  const value = at(document, from);
  return isInside ? document : added(removed(document, from), to, value);
}

function tested(document: Value, path: readonly string[], value: Value): Value {
  let found: Value;
  try {
    found = at(document, path);
  } catch {
    // a path that leads nowhere is a test that fails
    throw new TestFailed('there is no such member');
  }
  if (!equals(found, value) || truthy(typeof found === 'boolean') !== (typeof value === 'boolean'))
    throw new TestFailed(`${text(found)} is not equal to tested value ${text(value)}`);
  return document;
}
