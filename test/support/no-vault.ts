import type { OpenVault } from '../../src/core/value/vaulted.ts';
import { Keyring } from '../../src/language/vault/keyring.ts';

/** A controller without vault secrets. */
export const noVault: OpenVault = (armour, place) => new Keyring([]).open(armour, place);
