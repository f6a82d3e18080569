import { type Args, choice, int, path, string, strings } from '../../core/args.ts';

export const connectionStates = ['ESTABLISHED', 'FIN_WAIT1', 'FIN_WAIT2', 'SYN_RECV', 'SYN_SENT', 'TIME_WAIT'] as const;

export const args = {
  host: string({ default: '127.0.0.1', doc: 'Address or name that `port` is on' }),
  port: int({ doc: 'TCP port to wait for' }),
  path: path({ doc: 'File to wait for' }),
  search_regex: string({ doc: 'Pattern that has to be in the file, or in what the port sends' }),
  state: choice(
    'started',
    'present',
    'absent',
    'stopped',
    'drained',
  )({ default: 'started', doc: 'What to wait for: there (`started`, `present`), not there, or without connections (`drained`)' }),
  timeout: int({
    default: 300,
    doc: 'Seconds after which the task fails; all of it is waited where neither port nor path is given',
  }),
  connect_timeout: int({ default: 5, doc: 'Seconds for one attempt to connect' }),
  delay: int({ default: 0, doc: 'Seconds to wait first' }),
  sleep: int({ default: 1, doc: 'Seconds between attempts' }),
  active_connection_states: strings({ default: connectionStates, doc: 'States of connections that `drained` waits for' }),
  exclude_hosts: strings({ doc: 'Addresses whose connections `drained` does not wait for' }),
  msg: string({ doc: 'What is said when the time is over' }),
} as const;

export type WaitArgs = Args<typeof args>;
