import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { type Attributes, noAccounts } from './file-attributes.ts';
import { makeDirectories, missingDirectories } from './make-directories.ts';
import { shellWords } from './shell-words.ts';

/** Nobody but root can put a link here; it goes again where it was not there before. */
const folder = '/run/drover';

/** What is to be written: where, what, and with which owner and mode, which a validation may look at. */
export interface NewContent {
  readonly path: string;
  readonly content: Uint8Array | undefined;
  readonly attributes: Attributes | undefined;
}

/**
 * Runs a task's `validate` command on a temporary file with the new content. The file has the suffix of the real one.
 * @throws DroverError `MODULE_FAILED` where the command fails, `MODULE_ARGS` where it has no `%s`
 */
export async function validateContent(host: Host, next: NewContent, validate: string | undefined): Promise<void> {
  if (validate === undefined || validate === '' || next.content === undefined) return;
  if (!validate.includes('%s')) {
    throw new DroverError('MODULE_ARGS', `Cannot validate ${next.path}: the command "${validate}" has no %s for the file`);
  }
  const temporary = `${folder}/validated${posix.extname(next.path)}`;
  const [madeFirst = temporary] = missingDirectories(host, folder);
  makeDirectories(host, folder, { mode: '0700', accounts: noAccounts });
  const { owner, group, mode } = next.attributes ?? {};
  host.writeFile(temporary, next.content, {
    mode: mode === undefined ? 0o600 : Number.parseInt(mode, 8),
    ...(owner === undefined ? {} : { uid: owner }),
    ...(group === undefined ? {} : { gid: group }),
  });
  try {
    const [program = '', ...words] = shellWords(validate.replaceAll('%s', temporary));
    const { code, stdout, stderr } = await host.run(program, words, { accept: 'any' });
    if (code === 0) return;
    const said = (stderr.trim() || stdout.trim()).split('\n').slice(-3).join('; ');
    throw new DroverError('MODULE_FAILED', `Cannot write ${next.path}: its validation failed with exit code ${code}: ${said}`, {
      result: { exit_status: code, stdout, stderr },
    });
  } finally {
    host.remove(madeFirst);
  }
}
