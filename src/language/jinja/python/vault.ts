import { failure } from './failure.ts';
import { crypto } from './node-crypto.ts';

interface Keys {
  readonly cipher: Buffer;
  readonly mac: Buffer;
  readonly counter: Buffer;
}

/** AES key, HMAC key and counter block of format 1.1, out of a password. */
function keysOf(secret: string, salt: Buffer): Keys {
  const derived = crypto().pbkdf2Sync(secret, salt, 10_000, 80, 'sha256');
  return { cipher: derived.subarray(0, 32), mac: derived.subarray(32, 64), counter: derived.subarray(64, 80) };
}

/** Encrypts as `ansible-vault` does (format 1.1, AES-256): lines of 80 hexadecimal digits below the header. */
export function encryptVault(plain: string, secret: string, salt?: string, id?: string): string {
  const salted = salt === undefined ? crypto().randomBytes(32) : Buffer.from(salt, 'utf8');
  const keys = keysOf(secret, salted);
  const bytes = Buffer.from(plain, 'utf8');
  const padding = 16 - (bytes.length % 16);
  const cipher = crypto().createCipheriv('aes-256-ctr', keys.cipher, keys.counter);
  const encrypted = Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()]);
  const mac = crypto().createHmac('sha256', keys.mac).update(encrypted).digest('hex');
  const body = Buffer.from([salted.toString('hex'), mac, encrypted.toString('hex')].join('\n')).toString('hex');
  const header = id === undefined ? '$ANSIBLE_VAULT;1.1;AES256' : `$ANSIBLE_VAULT;1.2;AES256;${id}`;
  return [header, ...(body.match(/.{1,80}/g) ?? []), ''].join('\n');
}

/** @throws DroverError `TEMPLATE_FAILED` for a wrong password or a damaged text */
export function decryptVault(armour: string, secret: string): string {
  const [header = '', ...lines] = armour.trim().split(/\s*\n\s*/);
  if (!/^\$ANSIBLE_VAULT;1\.[12];AES256(;.*)?$/.test(header))
    throw failure('decrypt a vault', 'its format is not 1.1 or 1.2 with AES256');
  const parts = Buffer.from(lines.join(''), 'hex').toString('latin1').split('\n');
  const [salt, mac, encrypted] = parts.map((part) => Buffer.from(part, 'hex'));
  if (salt === undefined || mac === undefined || encrypted === undefined) throw failure('decrypt a vault', 'the text is damaged');
  const keys = keysOf(secret, salt);
  const expected = crypto().createHmac('sha256', keys.mac).update(encrypted).digest();
  if (
    !crypto().timingSafeEqual(
      crypto().createHash('sha256').update(expected).digest(),
      crypto().createHash('sha256').update(mac).digest(),
    )
  ) {
    throw failure('decrypt a vault', 'Decryption failed: the password is another one, or the text is damaged');
  }
  const decipher = crypto().createDecipheriv('aes-256-ctr', keys.cipher, keys.counter);
  const padded = Buffer.concat([decipher.update(encrypted), decipher.final()]);
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0)).toString('utf8');
}
