import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/core/value/types.ts';
import { Vaulted } from '../../../src/core/value/vaulted.ts';
import { Templar } from '../../../src/language/templar.ts';
import { encryptVault } from '../../../src/language/vault/cipher.ts';
import { Keyring } from '../../../src/language/vault/keyring.ts';
import { bundleOf, dict, registry } from './jinja/templar-of.ts';

const keyring = new Keyring([{ id: 'default', password: 'secret' }]);
const vaulted = (plain: string) => new Vaulted(encryptVault(plain, 'secret'));
const variables: Readonly<Record<string, Value>> = {
  v: vaulted('hello {{ x }}'),
  n: vaulted('42'),
  e: vaulted(''),
  d: dict({ a: 1, v: vaulted('inside') }),
};

function templar(openVault = keyring.open.bind(keyring)): Templar {
  return new Templar({
    ...registry,
    variables: { get: (name) => variables[name], names: () => Object.keys(variables), version: 0 },
    controller: { ...bundleOf({}), openVault },
    find: () => undefined,
  });
}

describe('an encrypted value', () => {
  // What ansible-core 2.18.6 answers.
  it.each<[string, Value]>([
    ['{{ v }}', 'hello {{ x }}'],
    ['{{ v }}!{{ n }}', 'hello {{ x }}!42'],
    ['{{ d }}', dict({ a: 1, v: 'inside' })],
    ['{{ d.v }}', 'inside'],
    ['{{ v is vault_encrypted }} {{ v is string }} {{ d.v is vault_encrypted }}', 'True False True'],
    ['{{ v is sequence }} {{ v is iterable }} {{ v is mapping }} {{ n is number }}', 'True True False False'],
    ["{{ v is match('he') }} {{ 'hell' in v }} {{ v == 'hello {{ x }}' }} {{ v != n }}", 'True True True True'],
    ["{{ n < '43' }} {{ 'a' < v }}", 'True True'],
    ['{{ v | type_debug }} {{ v | trim | type_debug }}', 'AnsibleVaultEncryptedUnicode str'],
    ['{{ n | int + 1 }} {{ v | length }} {{ v[0:3] }} {{ v[0] }} {{ v | first }}', '43 13 hel h h'],
    ['{{ v.split() }}', ['hello', '{{', 'x', '}}']],
    [
      "{{ v ~ 'a' }} {{ v + 'b' }} {{ 'b' + n }} {{ n * 2 }} {{ '%s-%s' % (v, n) }}",
      'hello {{ x }}a hello {{ x }}b b42 4242 hello {{ x }}-42',
    ],
    ['{{ v | upper }} {{ v | b64encode }}', 'HELLO {{ X }} aGVsbG8ge3sgeCB9fQ=='],
    ['{{ v | to_json }}', '"hello {{ x }}"'],
    ['{{ [v] | to_json }} {{ [v] }}', '["hello {{ x }}"] [\'hello {{ x }}\']'],
    ["{{ v | hash('md5') }}", '43295b906f896532be193ec48a20bbd6'],
    ["{{ [v, n] | join('-') }} {{ v | replace('h', 'j') }} {{ n | bool }}", 'hello {{ x }}-42 jello {{ x }} False'],
    ["{{ e | default('x', true) }} {{ 'no' if e else 'empty' }}", 'x empty'],
    ["{{ d | to_yaml is search('!vault [|]') }}", true],
  ])('is what a string is: %s', (template, wanted) => {
    expect(templar().template(template)).toEqual(wanted);
  });

  it('is never a template itself', () => {
    expect(templar().evaluated('{{ v }}')).toMatchObject({ value: 'hello {{ x }}', unsafe: true });
  });

  it('is opened only when it is read', () => {
    const opened: string[] = [];
    const watched = templar((armour, place) => {
      opened.push(place.what);
      return keyring.open(armour, place);
    });
    expect(watched.template('{{ d.a }}')).toBe('1');
    expect(opened).toEqual([]);
    expect(watched.template('{{ d.v }}')).toBe('inside');
    expect(opened.length).toBeGreaterThan(0);
  });

  it('says where it stands if it cannot be opened', () => {
    const place = { file: 'group_vars/all.yml', line: 3, column: 7 };
    const closed = new Vaulted(encryptVault('x', 'other'), place).with(keyring.open.bind(keyring));
    expect(() => closed.text()).toThrow(expect.objectContaining({ code: 'VAULT_WRONG_SECRET', span: place }));
  });
});
