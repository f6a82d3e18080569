import { type Command, Option } from 'commander';
import type { Tree } from '../agent/tree.ts';
import { counted } from '../core/counted.ts';
import { formatDiagnostic } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { Released } from '../release/release.ts';
import { checkRelease } from './check-release.ts';
import type { Surroundings } from './surroundings.ts';
import { inWorkDirectory } from './work-directory.ts';

interface Flags {
  readonly commit?: string;
  readonly repository?: string;
  readonly base?: string;
  readonly workTree?: true;
  readonly output: 'text' | 'json';
}

const notes = `
The image is the base with the commit's files under /bundle; its tag is the commit's full SHA. Neither docker nor
buildah is needed, and what the registry has is not sent again.

Where --repository or --base is absent, DROVER_REPOSITORY and DROVER_BASE say it, else git config drover.repository and
drover.base. The password is Docker's (docker login), or DROVER_REGISTRY_USER and DROVER_REGISTRY_PASSWORD.

Exit codes: 0 released, or it was there; 3 the bundle, the commit or the base is wrong; 5 the registry refuses, or the tag is
there with another digest; 6 the registry cannot be reached or fails.`;

/** Adds `drover release`. */
export function addRelease(program: Command, surroundings: Surroundings): void {
  program
    .command('release')
    .description("Make a commit's image and push it to the registry")
    .option('--commit <sha>', 'the commit, by any name Git knows (default: HEAD)')
    .option('--repository <host/name>', 'where the image goes')
    .option('--base <image>', 'the image it is made on')
    .option('--work-tree', 'the files as they are here, changed and new ones too, instead of a commit')
    .addOption(new Option('--output <format>', 'how the result is written').choices(['text', 'json']).default('text'))
    .addHelpText('after', notes)
    .action((flags: Flags) => inWorkDirectory('release', surroundings, (work) => run(flags, work, surroundings)));
}

async function run(flags: Flags, work: string, surroundings: Surroundings): Promise<void> {
  const [{ openRepository }, { releaseSettings }, { release }] = await Promise.all([
    import('../release/open-repository.ts'),
    import('../release/release-settings.ts'),
    import('../release/release.ts'),
  ]);
  if (flags.workTree && flags.commit !== undefined) {
    throw new DroverError('USAGE', 'Cannot release a commit and the work tree: --commit and --work-tree exclude each other');
  }
  const { environment, signal, excerpts, out, err } = surroundings;
  const start = performance.now();
  const repository = await openRepository(process.cwd(), environment);
  const released = await release({
    ...(await releaseSettings(flags, environment, repository)),
    repository,
    commit: flags.workTree ? undefined : (flags.commit ?? 'HEAD'),
    check: (bundle) => checkRelease(bundle, excerpts),
    work,
    environment,
    signal,
    tell: (line) => err.write(`${line}\n`),
  });
  tellWarnings(released, surroundings);
  out.write(flags.output === 'json' ? jsonLine(released, performance.now() - start) : releaseText(released));
}

/** Shows what the check found and let pass. */
export function tellWarnings({ checked }: Released<Tree>, { err, excerpts }: Pick<Surroundings, 'err' | 'excerpts'>): void {
  for (const warning of checked.warnings) err.write(`${formatDiagnostic(warning, (file) => excerpts.of(file))}\n`);
}

/** What was released, for people. */
export function releaseText({ files, size, checked, sent, bytes, image, digest }: Released<Tree>): string {
  const pushed = sent === 0 ? 'nothing, it was there already' : `${sent} blobs and manifests, ${kilobytes(bytes)}`;
  return [
    `checked  ${counted(files.length, 'file')} for ${counted(checked.inventory.hosts.size, 'host')}, ${kilobytes(size)} compressed\n`,
    `pushed   ${pushed}\n`,
    `image    ${image}\n`,
    `digest   ${digest}\n`,
  ].join('');
}

function jsonLine({ files, checked, commit, image, digest, base, size, sent, bytes }: Released<Tree>, ms: number): string {
  const counts = { files: files.length, hosts: checked.inventory.hosts.size, size, sent, bytes, ms: Math.round(ms) };
  return `${JSON.stringify({ commit, image, digest, base, ...counts })}\n`;
}

function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
