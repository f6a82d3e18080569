import { crypto } from '../jinja/python/node-crypto.ts';

interface Keys {
  readonly cipher: Buffer;
  readonly mac: Buffer;
  readonly counter: Buffer;
}

/** AES key, HMAC key and counter block, out of a password; it takes about 5 ms. */
function keysOf(secret: string | Uint8Array, salt: Uint8Array): Keys {
  const derived = crypto().pbkdf2Sync(secret, salt, 10_000, 80, 'sha256');
  return { cipher: derived.subarray(0, 32), mac: derived.subarray(32, 64), counter: derived.subarray(64, 80) };
}

/** Encrypts as `ansible-vault` does (AES-256, format 1.1, or 1.2 with an ID): lines of 80 hexadecimal digits below the header. */
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

/** An encrypted text, taken apart. */
export interface Envelope {
  /** The vault ID; format 1.1 has none. */
  readonly id: string | undefined;
  readonly salt: Uint8Array;
  readonly mac: Uint8Array;
  readonly encrypted: Uint8Array;
}

/** Takes an encrypted text apart; what is wrong with one that cannot be is the answer instead. */
export function readEnvelope(armour: string): Envelope | string {
  const [header = '', ...lines] = armour.trim().split(/\s*\n\s*/);
  const [mark, version, cipher, id] = header.split(';').map((part) => part.trim());
  if (mark !== '$ANSIBLE_VAULT' || version === undefined || cipher === undefined) return 'its first line is damaged';
  if (version !== '1.1' && version !== '1.2') return `its format is ${version}, where 1.1 and 1.2 are known`;
  if (cipher !== 'AES256') return `its cipher is ${cipher}, where AES256 is known`;
  const parts = bytesOf(lines.join(''))?.toString('latin1').split('\n') ?? [];
  const [salt, mac, encrypted, more] = parts.map(bytesOf);
  if (salt === undefined || mac === undefined || encrypted === undefined || more !== undefined) return 'its text is damaged';
  return { id: id === '' ? undefined : id, salt, mac, encrypted };
}

function bytesOf(digits: string): Buffer | undefined {
  return digits.length % 2 === 0 && /^[0-9a-f]*$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

/** The bytes that were encrypted; undefined where the secret is another one, or a bit is not as it was. */
export function openEnvelope({ salt, mac, encrypted }: Envelope, secret: string | Uint8Array): Buffer | undefined {
  const keys = keysOf(secret, salt);
  const expected = crypto().createHmac('sha256', keys.mac).update(encrypted).digest();
  if (mac.length !== expected.length || !crypto().timingSafeEqual(expected, mac)) return undefined;
  const decipher = crypto().createDecipheriv('aes-256-ctr', keys.cipher, keys.counter);
  const padded = Buffer.concat([decipher.update(encrypted), decipher.final()]);
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
}
