import { PyObject, type Value } from './types.ts';

/** A value encrypted with ansible-vault (`!vault`): its armoured text, until someone has the key. */
export class Vaulted extends PyObject {
  readonly typeName = 'AnsibleVaultEncryptedUnicode';
  readonly armour: string;

  constructor(armour: string) {
    super();
    this.armour = armour;
  }

  repr(): string {
    return this.armour;
  }

  override equals(other: Value): boolean {
    return other instanceof Vaulted && other.armour === this.armour;
  }
}
