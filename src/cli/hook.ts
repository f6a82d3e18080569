import { text } from 'node:stream/consumers';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { DroverError, exitStatus } from '../core/errors.ts';
import type { HookType } from '../release/ref-updates.ts';
import { checkRelease } from './check-release.ts';
import { hookDispatch } from './hook-dispatch.ts';
import { releaseText, tellWarnings } from './release.ts';
import type { Surroundings } from './surroundings.ts';
import { inWorkDirectory } from './work-directory.ts';

interface Flags {
  readonly branch?: string;
  readonly wait: number;
  readonly check?: true;
}

const types: readonly HookType[] = ['post-receive', 'pre-push'];

const notes = `
post-receive belongs into the repository that is pushed to; pre-push into one's own, where a push is refused when its
bundle is not valid, or cannot be released or dispatched. With every push of the branch its commit is released, and what
changed since the last dispatch is dispatched: roles with all roles that use them; everything, to the hosts and groups whose
variables changed; everything to every host for other files. Documentation, other branches and tags change no machine.

The file drover.env beside the hook may hold what it needs: NOMAD_ADDR, NOMAD_TOKEN, DROVER_REGISTRY_PASSWORD, ….`;

/** Adds `drover hook`. */
export function addHook(program: Command, surroundings: Surroundings): void {
  const hook = program.command('hook').description('Release and dispatch what is pushed to a fleet repository');
  const withOptions = (command: Command): Command =>
    command
      .option('--branch <name>', 'the branch that is released (default: the one that HEAD names)')
      .option('--wait <seconds>', 'how long a push waits at most', seconds, 60)
      .option('--check', 'dispatch checks, which change nothing');
  withOptions(hook.command('install').description('Write the hook into the Git repository'))
    .addOption(new Option('--type <type>', 'which hook').choices(types).default('post-receive'))
    .addHelpText('after', notes)
    .action((flags: Flags & { readonly type: HookType }) => install(flags, surroundings));
  withOptions(hook.command('run').description('What the hook starts'))
    .addArgument(new Argument('<type>', 'which hook').choices(types))
    .action((type: HookType, flags: Flags) =>
      inWorkDirectory('hook', surroundings, (work) => run(type, flags, work, surroundings)),
    );
}

function seconds(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 86_400) return number;
  throw new InvalidArgumentError('A number of seconds from 1 to a day is wanted.');
}

async function install(flags: Flags & { readonly type: HookType }, { environment, out }: Surroundings): Promise<void> {
  const [{ openRepository }, { installHook }] = await Promise.all([
    import('../release/open-repository.ts'),
    import('../release/install-hook.ts'),
  ]);
  const repository = await openRepository(process.cwd(), environment);
  const branch = flags.branch ?? (await repository.branch());
  if (branch === undefined) {
    throw new DroverError('USAGE', 'Cannot install the hook: HEAD names no branch', {
      hint: 'say which one is released: --branch main',
    });
  }
  const { type, wait, check = false } = flags;
  const path = installHook(await repository.hooks(), { type, branch, wait, check, program: thisProgram() });
  out.write(`${path} releases and dispatches what is pushed to ${branch}; a push waits ${wait} s at most\n`);
  for (const name of ['repository', 'base']) {
    if ((await repository.setting(`drover.${name}`)) === undefined) out.write(`still to do: git config drover.${name} <image>\n`);
  }
}

/** The command line that starts this program: the executable, or Node with the script. */
function thisProgram(): string[] {
  const [, script = ''] = process.argv;
  return /\.[cm]?[jt]s$/.test(script) ? [process.execPath, script] : [process.execPath];
}

async function run(type: HookType, flags: Flags, work: string, surroundings: Surroundings): Promise<void> {
  const deadline = Date.now() + flags.wait * 1000;
  const [{ openRepository }, { refUpdates }, { releaseSettings }, { release }, { runHook }] = await Promise.all([
    import('../release/open-repository.ts'),
    import('../release/ref-updates.ts'),
    import('../release/release-settings.ts'),
    import('../release/release.ts'),
    import('../release/hook.ts'),
  ]);
  const { environment, excerpts, out } = surroundings;
  const tell = (line: string): void => out.write(`${line}\n`);
  const updates = refUpdates(type, await text(process.stdin));
  const repository = await openRepository(process.cwd(), environment);
  const signal = AbortSignal.any([surroundings.signal, AbortSignal.timeout(flags.wait * 1000)]);
  const isGood = await runHook({
    repository,
    updates,
    branch: flags.branch ?? (await repository.branch()) ?? 'main',
    check: flags.check ?? false,
    deadline,
    release: async (commit) => {
      const settings = await releaseSettings({}, environment, repository);
      const check = (bundle: string) => checkRelease(bundle, excerpts);
      const released = await release({ ...settings, repository, commit, check, work, environment, signal, tell });
      tellWarnings(released, surroundings);
      out.write(releaseText(released));
      return released;
    },
    dispatch: hookDispatch(surroundings),
    tell,
  }).catch((error: unknown) => {
    if (error instanceof DroverError) tell(type === 'pre-push' ? 'nothing was pushed:' : 'the push is in the repository, but:');
    throw error;
  });
  // The commit is on machines already: not to take it into the repository would only hide it.
  if (!isGood && type === 'post-receive') surroundings.exitWith(exitStatus.taskFailed);
}
