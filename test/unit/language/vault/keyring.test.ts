import { describe, expect, it } from 'vitest';
import { encryptVault } from '../../../../src/language/vault/cipher.ts';
import { isEncrypted, Keyring } from '../../../../src/language/vault/keyring.ts';

// ansible-vault of ansible-core 2.18.6: encrypt_string 'hello {{ x }}' with the password "secret".
const hello = `$ANSIBLE_VAULT;1.1;AES256
63653234306362333266393732363031303931386439343333326365333061373365396665363935
3061323865383239646461636464666361353035333933630a393135666134663937623732333833
62656566326662303832303961333135343766346439336639656236336532303663326332343334
3961376139323337390a396231633838303037393439383238633639666261653637653136663562
6236
`;
// The same of '42' with --vault-id lab@FILE and the password "other".
const fortyTwo = `$ANSIBLE_VAULT;1.2;AES256;lab
62366434383032633832313166343764366333633836663238353533383333323638656137643039
3265386236623362653333383263323130646166386464610a633563366235633132393334633266
63653361613163323061306463343835333538633038636336643562366263623230373631353836
3833613433623832660a333335323364376564383032383831363136356433376564393234323837
3963
`;
const secret = { id: 'default', password: 'secret' };
const lab = { id: 'lab', password: 'other' };
const place = { what: 'the file "x"', span: { file: 'x', line: 1, column: 1 } };

function opened(keyring: Keyring, armour: string): string {
  return Buffer.from(keyring.open(armour, place)).toString('utf8');
}

describe('Keyring', () => {
  it('opens what ansible-vault encrypted, in both formats', () => {
    const keyring = new Keyring([secret, lab]);
    expect(opened(keyring, hello)).toBe('hello {{ x }}');
    expect(opened(keyring, fortyTwo)).toBe('42');
  });

  it('takes line ends and blanks around the lines as they come', () => {
    expect(opened(new Keyring([secret]), hello.replaceAll('\n', ' \r\n  '))).toBe('hello {{ x }}');
  });

  it('tries secrets of other IDs too, unless these have to match', () => {
    const other = { id: 'prod', password: 'other' };
    expect(opened(new Keyring([secret, other]), fortyTwo)).toBe('42');
    expect(() => opened(new Keyring([secret, other], { matchIds: true }), fortyTwo)).toThrow('none of the vault secrets');
    expect(opened(new Keyring([other, lab], { matchIds: true }), fortyTwo)).toBe('42');
    expect(opened(new Keyring([{ id: 'main', password: 'secret' }], { matchIds: true, identity: 'main' }), hello)).toBe(
      'hello {{ x }}',
    );
  });

  const wrong: [string, Keyring, string, object][] = [
    [
      'a missing secret',
      new Keyring([]),
      hello,
      {
        code: 'VAULT_NO_SECRET',
        message: 'Cannot decrypt the file "x": no vault secret is given',
        hint: 'give the password with --vault-password-file FILE or DROVER_VAULT_PASSWORD_FILE',
      },
    ],
    ['a missing secret of an ID', new Keyring([]), fortyTwo, { hint: 'give the password of "lab" with --vault-id lab@FILE' }],
    [
      'where secrets were looked for',
      new Keyring([], { missing: 'there is no /root/.vault' }),
      hello,
      { message: 'Cannot decrypt the file "x": no vault secret is given (there is no /root/.vault)' },
    ],
    [
      'a wrong secret',
      new Keyring([lab]),
      hello,
      {
        code: 'VAULT_WRONG_SECRET',
        message: 'Cannot decrypt the file "x": none of the vault secrets (lab) opens it, or it is damaged',
      },
    ],
    ['a changed digit', new Keyring([secret]), hello.replace(/36\n$/, '37\n'), { code: 'VAULT_WRONG_SECRET' }],
    [
      'a missing line',
      new Keyring([secret]),
      hello.split('\n').slice(0, 3).join('\n'),
      { code: 'VAULT_INVALID', message: 'Cannot decrypt the file "x": its text is damaged' },
    ],
    ['what is no hexadecimal digit', new Keyring([secret]), hello.replace('6365', 'x365'), { code: 'VAULT_INVALID' }],
    [
      'an unknown format',
      new Keyring([secret]),
      hello.replace('1.1', '1.3'),
      { code: 'VAULT_INVALID', message: 'Cannot decrypt the file "x": its format is 1.3, where 1.1 and 1.2 are known' },
    ],
    [
      'an unknown cipher',
      new Keyring([secret]),
      hello.replace('AES256', 'AES'),
      { message: 'Cannot decrypt the file "x": its cipher is AES, where AES256 is known' },
    ],
    ['a header cut off', new Keyring([secret]), '$ANSIBLE_VAULT\n6365', { code: 'VAULT_INVALID' }],
  ];
  it.each(wrong)('says what to do about %s', (_, keyring, armour, error) => {
    let thrown: unknown;
    try {
      opened(keyring, armour);
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toMatchObject({ span: place.span, ...error });
  });

  it('reads back what it encrypts, whatever the length', () => {
    for (const plain of ['', 'x', 'a'.repeat(15), 'a'.repeat(16), 'ü\n\0']) {
      expect(opened(new Keyring([secret]), encryptVault(plain, 'secret'))).toBe(plain);
    }
  });
});

describe('isEncrypted', () => {
  it('is for ASCII that begins with the mark', () => {
    expect(isEncrypted(Buffer.from(hello))).toBe(true);
    expect(isEncrypted(Buffer.from(`\n${hello}`))).toBe(false);
    expect(isEncrypted(Buffer.from('$ANSIBLE_VAULT is told of in this tëxt'))).toBe(false);
    expect(isEncrypted(Buffer.from('$ANS'))).toBe(false);
  });
});
