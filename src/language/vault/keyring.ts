import { DroverError } from '../../core/errors.ts';
import type { VaultPlace } from '../../core/value/vaulted.ts';
import { type Envelope, openEnvelope, readEnvelope } from './cipher.ts';
import { secretTexts } from './secret-texts.ts';

/** A password for ansible-vault, with the ID it goes by. */
export interface VaultSecret {
  readonly id: string;
  readonly password: string | Uint8Array;
}

export interface KeyringOptions {
  /** The ID of what was encrypted without one (`vault_identity`). */
  readonly identity?: string;
  /** Whether only a secret of the same ID is tried (`vault_id_match`). */
  readonly matchIds?: boolean;
  /** Where secrets were looked for and none were: it ends the message of what stays closed. */
  readonly missing?: string | undefined;
}

/** How an encrypted text begins. */
const mark = Buffer.from('$ANSIBLE_VAULT');

export function beginsEncrypted(bytes: Uint8Array): boolean {
  return bytes[0] === mark[0] && mark.every((byte, i) => byte === bytes[i]);
}

/** Whether bytes are an encrypted file (ansible-core 2.18): they begin as one, and are ASCII. */
export function isEncrypted(bytes: Uint8Array): boolean {
  return beginsEncrypted(bytes) && bytes.every((byte) => byte < 0x80);
}

/**
 * Opens what ansible-vault encrypted (formats 1.1 and 1.2), with one secret after the other: those of the ID that the
 * text names first. Each text is opened once.
 */
export class Keyring {
  readonly #secrets: readonly VaultSecret[];
  readonly #options: KeyringOptions;
  readonly #opened = new Map<string, Uint8Array>();
  readonly #texts = new Set<string>();

  constructor(secrets: readonly VaultSecret[], options: KeyringOptions = {}) {
    this.#secrets = secrets;
    this.#options = options;
  }

  /** What of all that was opened so far is to be shown to no one. */
  get texts(): ReadonlySet<string> {
    return this.#texts;
  }

  /** @throws DroverError `VAULT_NO_SECRET`, `VAULT_WRONG_SECRET`, `VAULT_INVALID` */
  open(armour: string, place: VaultPlace): Uint8Array {
    const known = this.#opened.get(armour);
    if (known !== undefined) return known;
    const opened = this.#openNew(armour, place);
    this.#opened.set(armour, opened);
    for (const each of secretTexts(Buffer.from(opened).toString('utf8'))) this.#texts.add(each);
    return opened;
  }

  #openNew(armour: string, { what, span }: VaultPlace): Uint8Array {
    const envelope = readEnvelope(armour);
    if (typeof envelope === 'string') {
      throw new DroverError('VAULT_INVALID', `Cannot decrypt ${what}: ${envelope}`, {
        span,
        hint: 'encrypt it again with ansible-vault',
      });
    }
    if (this.#secrets.length === 0) {
      const { missing } = this.#options;
      const why = missing === undefined ? 'no vault secret is given' : `no vault secret is given (${missing})`;
      throw new DroverError('VAULT_NO_SECRET', `Cannot decrypt ${what}: ${why}`, { span, hint: givenBy(envelope.id) });
    }
    for (const { password } of this.#candidates(envelope)) {
      const opened = openEnvelope(envelope, password);
      if (opened !== undefined) return opened;
    }
    const ids = [...new Set(this.#secrets.map(({ id }) => id))].join(', ');
    throw new DroverError(
      'VAULT_WRONG_SECRET',
      `Cannot decrypt ${what}: none of the vault secrets (${ids}) opens it, or it is damaged`,
      { span, hint: givenBy(envelope.id) },
    );
  }

  #candidates({ id }: Envelope): readonly VaultSecret[] {
    const { identity = 'default', matchIds = false } = this.#options;
    const named = this.#secrets.filter((secret) => secret.id === (id ?? identity));
    return matchIds ? named : [...named, ...this.#secrets.filter((secret) => !named.includes(secret))];
  }
}

function givenBy(id: string | undefined): string {
  return id === undefined
    ? 'give the password with --vault-password-file FILE or DROVER_VAULT_PASSWORD_FILE'
    : `give the password of "${id}" with --vault-id ${id}@FILE`;
}
