import { readFileSync } from 'node:fs';
import { DroverError } from '../../core/errors.ts';
import { codeOf, reasonOf } from '../../host/io-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the run proves to the collector who it is: the token of the file that was named, else the workload identity that
 * Nomad gave the task, else `DROVER_TOKEN`. To be called before the process changes its root.
 * @returns undefined where there is none
 * @throws DroverError `USAGE` for a file that was named and cannot be read, and for what is no token
 */
export function readToken(environment: Environment, tokenFile: string | undefined): string | undefined {
  const given = (name: string): string | undefined => checked(environment[name]?.trim(), name);
  if (tokenFile !== undefined) return checked(readNamed(tokenFile), tokenFile);
  const identity = `${environment['NOMAD_SECRETS_DIR'] || '/secrets'}/nomad_drover.jwt`;
  return checked(readIfThere(identity), identity) ?? given('NOMAD_TOKEN_drover') ?? given('DROVER_TOKEN');
}

/** A token goes into a header: a line break in it would end that. It is not shown. */
function checked(token: string | undefined, source: string): string | undefined {
  if (token === undefined || token === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new DroverError('USAGE', `Cannot report with the token of ${source}: it has spaces or unprintable characters in it`, {
    hint: 'the token alone is wanted, on one line',
  });
}

function readNamed(path: string): string {
  const text = readIfThere(path);
  if (text === undefined) throw unreadable(path, 'ENOENT');
  if (text === '') {
    throw new DroverError('USAGE', `Cannot report with the token of ${path}: it is empty`, {
      hint: 'the token alone is wanted, on one line',
    });
  }
  return text;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw code === undefined ? error : unreadable(path, code);
  }
}

function unreadable(path: string, code: string): DroverError {
  return new DroverError('USAGE', `Cannot read the token file "${path}": ${reasonOf(code)}`, {
    hint: 'give a file that holds the token alone',
  });
}
