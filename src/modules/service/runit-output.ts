/** One service's line of `sv status`. */
export interface RunitStatus {
  /** Ansible's words; `unknown` for a warning or failure, whose text is `line`. */
  readonly state: 'started' | 'stopped' | 'unknown';
  readonly pid: string | null;
  /** Seconds since the last change, as text. */
  readonly duration: string | null;
  readonly line: string;
}

/**
 * `sv status DIR…` (runit 2.1.2): one line for each service, `run: DIR: (pid 12) 3s; run: log: (pid 11) 3s`, answered by the
 * directory as it was given. Services that cannot be asked start with `fail:` or `warning:`.
 */
export function parseSvStatus(output: string): Map<string, RunitStatus> {
  const services = new Map<string, RunitStatus>();
  for (const line of output.split('\n')) {
    const [, word, directory] = /^(\w+): (.+?): /.exec(line) ?? [];
    if (word !== undefined && directory !== undefined) services.set(directory, statusOf(word, line));
  }
  return services;
}

function statusOf(word: string, line: string): RunitStatus {
  const [service = ''] = line.split('; ', 1);
  const state = { run: 'started', down: 'stopped' }[word] ?? 'unknown';
  return {
    state: state as RunitStatus['state'],
    pid: /\(pid (\d+)\)/.exec(service)?.[1] ?? null,
    duration: / (\d+)s/.exec(service)?.[1] ?? null,
    line,
  };
}
