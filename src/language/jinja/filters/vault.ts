import { text, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { Vaulted } from '../../../core/value/vaulted.ts';
import { encryptVault } from '../../vault/cipher.ts';
import { Keyring } from '../../vault/keyring.ts';
import { bind, type Filter, required } from '../callable.ts';
import { defined } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';

/** ansible-core 2.18.6's filters for ansible-vault. */
export const vaultFilters: Readonly<Record<string, Filter>> = {
  vault: (value, call) => {
    const bound = bind(call, { secret: required, salt: null, vault_id: 'filter_default', wrap_object: false, vaultid: null });
    const [secret = null, salt = null, id = 'filter_default', , otherId = null] = bound;
    const plain = stringOf(value, 'Can only vault strings');
    const name = text(otherId ?? id);
    return encryptVault(
      plain,
      secretOf(secret),
      salt === null ? undefined : text(salt),
      name === 'filter_default' ? undefined : name,
    );
  },
  unvault: (value, call) => {
    const [secret = null] = bind(call, { secret: required, vault_id: 'filter_default', vaultid: null });
    const key = secretOf(secret);
    const armour = value instanceof Vaulted ? value.armour : stringOf(value, 'Vault should be in the form of a string');
    return armour.startsWith('$ANSIBLE_VAULT;') ? decrypted(armour, key) : armour;
  },
};

function decrypted(armour: string, password: string): string {
  const keyring = new Keyring([{ id: 'filter_default', password }]);
  return Buffer.from(keyring.open(armour, { what: 'the value of the filter "unvault"' })).toString('utf8');
}

function stringOf(value: Value, why: string): string {
  if (typeof value === 'string') return value;
  throw failure('use ansible-vault', `${why}, instead we got: '${typeName(defined(value))}'`);
}

function secretOf(secret: Value): string {
  return stringOf(secret, 'Secret passed is required to be a string');
}
