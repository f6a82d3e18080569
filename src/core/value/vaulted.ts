import type { Span } from '../span.ts';
import { type ArithmeticOperator, arithmetic } from './arithmetic.ts';
import { equals } from './compare.ts';
import { compare } from './order.ts';
import { contains, iterate, lengthOf, subscript } from './sequence.ts';
import { repr } from './text.ts';
import { PyObject, type Value } from './types.ts';

/** Opens what ansible-vault encrypted; `place` says in an error what could not be opened. @throws DroverError `VAULT_…` */
export type OpenVault = (armour: string, place: VaultPlace) => Uint8Array;

export interface VaultPlace {
  /** What is encrypted, as an error names it: `the file "group_vars/all.yml"`. */
  readonly what: string;
  readonly span?: Span | undefined;
}

/**
 * A value encrypted with ansible-vault (`!vault`). It is opened when something reads it, and then is what a string is
 * (ansible-core 2.18, `AnsibleVaultEncryptedUnicode`). Whoever renders variables lends it the keys.
 */
export class Vaulted extends PyObject {
  readonly typeName = 'AnsibleVaultEncryptedUnicode';
  readonly armour: string;
  readonly span: Span | undefined;
  readonly #open: OpenVault | undefined;

  constructor(armour: string, span?: Span, open?: OpenVault) {
    super();
    this.armour = armour;
    this.span = span;
    this.#open = open;
  }

  /** The same value, now able to be opened. */
  with(open: OpenVault): Vaulted {
    return this.#open === undefined ? new Vaulted(this.armour, this.span, open) : this;
  }

  /** Without keys the text is the encrypted one, as for Ansible. */
  override text(): string {
    if (this.#open === undefined) return this.armour;
    return Buffer.from(this.#open(this.armour, { what: 'a "!vault" value', span: this.span })).toString('utf8');
  }

  repr(): string {
    return repr(this.text());
  }

  override truthy(): boolean {
    return this.text() !== '';
  }

  override equals(other: Value): boolean {
    if (other instanceof Vaulted) return other.armour === this.armour || other.text() === this.text();
    return equals(this.text(), other);
  }

  override item(key: Value): Value | undefined {
    return subscript(this.text(), key);
  }

  override iterate(): Iterable<Value> | undefined {
    return iterate(this.text());
  }

  override size(): number | undefined {
    return lengthOf(this.text());
  }

  override contains(value: Value): boolean {
    return contains(this.text(), opened(value));
  }

  override compareTo(other: Value): number | undefined {
    return compare(this.text(), opened(other));
  }

  override operate(operator: string, other: Value, reflected: boolean): Value {
    const [own, given] = [this.text(), opened(other)];
    const [left, right] = reflected ? [given, own] : [own, given];
    return arithmetic(operator as ArithmeticOperator, left, right);
  }
}

/** A value to work with: the text of an encrypted one, any other as it is. */
export function opened(value: Value): Value {
  return value instanceof Vaulted ? value.text() : value;
}
