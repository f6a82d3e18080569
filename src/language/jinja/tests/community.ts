import { text, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import { ansibleType } from '../filters/community/ansible-type.ts';
import { intOnly, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { isListLike, iterate } from '../python/iterate.ts';

/** Tests of community.general 10.7. */
export const communityTests: Readonly<Record<string, Test>> = {
  a_module: (value, call) => call.environment.hasModule(stringOnly(value, 'test for a module')),
  ansible_type: (value, call) => {
    const [type = null, alias = null] = bind(call, { dtype: required, alias: null });
    if (typeof type !== 'string' && !isListLike(type))
      throw failure('test for a type', `dtype is to be a string or a list, not '${typeName(type)}'`);
    const types = typeof type === 'string' ? [type] : iterate(type).map(text);
    return types.includes(ansibleType(value, alias, call));
  },
  fqdn_valid: fqdnValid,
};

function fqdnValid(value: Value, call: Call): boolean {
  const [least = 1, underscores = false] = bind(call, { min_labels: 1, allow_underscores: false });
  if (typeof value !== 'string' || value === '') throw failure('test a domain name', 'fqdn must be str');
  const name = value.replace(/\n$/, '').replace(/\.$/, '');
  const label = underscores === false ? /^(?!-)[-a-z\d]{1,63}(?<!-)$/i : /^(?!-)[-_a-z\d]{1,63}(?<!-)$/i;
  const labels = name.split('.');
  const isShort = value.replace(/\.$/, '').length <= 253;
  return isShort && labels.every((each) => label.test(each)) && labels.length >= intOnly(least, 'test a domain name');
}
