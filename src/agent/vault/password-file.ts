import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import { shellQuote } from '../../core/shell-quote.ts';
import { codeOf, reasonOf } from '../../host/io-error.ts';
import { isEncrypted, type Keyring } from '../../language/vault/keyring.ts';

export interface PasswordFile {
  readonly path: string;
  /** The vault ID that a program is asked for. */
  readonly id: string;
}

/** What reading a password takes beside the file. */
export interface PasswordReader {
  /** Runs a shell command line; undefined where none may run. */
  readonly run: ((command: string) => { readonly code: number; readonly stdout: string; readonly stderr: string }) | undefined;
  /** Opens a file that is itself encrypted, with the secrets before it. */
  readonly keyring: Keyring;
}

/**
 * The password in a file, or what an executable one prints (ansible-core 2.18): a program whose name ends in `-client` is told
 * the vault ID.
 * @throws DroverError `USAGE`
 */
export function readPassword({ path, id }: PasswordFile, { run, keyring }: PasswordReader): Uint8Array {
  const password = isProgram(path) ? printed({ path, id }, run) : stored(path, keyring);
  if (password.length > 0) return password;
  throw refusal(path, 'it is empty', 'the password alone is wanted, on one line');
}

function isProgram(path: string): boolean {
  const stat = reading(path, () => statSync(path));
  if (stat.isDirectory()) throw refusal(path, 'it is a directory', 'give a file with the password');
  return (stat.mode & 0o111) !== 0;
}

function stored(path: string, keyring: Keyring): Uint8Array {
  const bytes = trimmed(
    reading(path, () => readFileSync(path)),
    /^\s+|\s+$/g,
  );
  if (!isEncrypted(bytes)) return bytes;
  const opened = keyring.open(Buffer.from(bytes).toString('latin1'), { what: `the vault password file "${path}"` });
  return trimmed(opened, /^[\r\n]+|[\r\n]+$/g);
}

function printed({ path, id }: PasswordFile, run: PasswordReader['run']): Uint8Array {
  if (run === undefined) {
    throw refusal(
      path,
      'it is a program, and an agent runs none',
      'take its executable bits away if it holds the password itself',
    );
  }
  const isClient = basename(path, extname(path)).endsWith('-client');
  const { code, stdout, stderr } = run([path, ...(isClient ? ['--vault-id', id] : [])].map(shellQuote).join(' '));
  if (code === 0) return trimmed(Buffer.from(stdout), /^[\r\n]+|[\r\n]+$/g);
  const said = stderr.trim();
  throw refusal(path, `the program ended with exit code ${code}${said === '' ? '' : `: ${said}`}`, 'run it by hand to see why');
}

/** Bytes that are no UTF-8 stay as they are. */
function trimmed(bytes: Uint8Array, ends: RegExp): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(ends, ''), 'latin1');
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    throw refusal(path, code === 'ENOENT' ? 'there is no such file' : reasonOf(code), 'give a file with the password', cause);
  }
}

function refusal(path: string, why: string, hint: string, cause?: unknown): DroverError {
  return new DroverError('USAGE', `Cannot use the vault password file "${path}": ${why}`, { hint, cause });
}
