import type { CommanderError } from 'commander';
import { DroverError } from '../core/errors.ts';

const wordings: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^unknown option '([^']*)'/, ([, name]) => `Cannot use option "${name}": there is no such option`],
  [/^unknown command '([^']*)'/, ([, name]) => `Cannot run command "${name}": there is no such command`],
  [/^option '([^']*)' argument missing/, ([, flags]) => `Cannot use option "${flags}": it needs a value`],
  [
    /^option '([^']*)' argument '([^']*)' is invalid\. (.*)/,
    ([, flags, value, why]) => `Cannot use option "${flags}" with "${value}": ${lowered(why ?? '')}`,
  ],
  [/^missing required argument '([^']*)'/, ([, name]) => `Cannot run the command: its argument "${name}" is missing`],
  [
    /^too many arguments.*Expected \d+ arguments? but got \d+: (.*)\.$/,
    ([, extra]) => `Cannot use "${extra}": the command takes no such argument`,
  ],
  [/^too many arguments/, () => 'Cannot run the command: it takes fewer arguments'],
];

/**
 * The line for a command line that makes no sense; undefined where help or the version was shown instead.
 * @param command what stands in the command's place
 */
export function usageError({ code, exitCode, message }: CommanderError, command: string): DroverError | undefined {
  if (exitCode === 0 || code === 'commander.help') return undefined;
  const [first = '', second = ''] = message.replace(/^error: /, '').split('\n');
  const said = wordings.map(([pattern, say]) => {
    const match = pattern.exec(first);
    return match === null ? undefined : say(match);
  });
  const suggestion = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(second)?.[1];
  const help = command === '' || command.startsWith('-') ? 'drover --help' : `drover ${command} --help`;
  const advice =
    suggestion === undefined ? `${help} lists what there is` : `did you mean "${suggestion.split(', ').join('" or "')}"?`;
  return new DroverError('USAGE', `${said.find((each) => each !== undefined) ?? lowered(first)}; ${advice}`);
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}
