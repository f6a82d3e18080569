import type { DispatchOutcome } from '../nomad/dispatch.ts';
import type { Dispatch, DispatchEnd } from '../release/hook.ts';
import { dispatchLine } from './output/dispatch-text.ts';
import { painter } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';

/** Dispatches for a hook, as `drover dispatch --wait` does. */
export function hookDispatch({ environment, signal }: Surroundings): Dispatch {
  return async ({ hosts, tell, ...asked }) => {
    const [{ NomadClient }, { nomadConfig }, { collectorOf }, { dispatch }, { dispatchStatus }] = await Promise.all([
      import('../nomad/client.ts'),
      import('../nomad/nomad-config.ts'),
      import('../nomad/collector.ts'),
      import('../nomad/dispatch.ts'),
      import('../nomad/dispatch-status.ts'),
    ]);
    const client = new NomadClient(nomadConfig(environment));
    const by = environment['REMOTE_USER'] ?? environment['USER'];
    const request = { ...asked, job: 'drover', diff: true, tags: [], hosts: new Set(hosts), wait: true, by };
    try {
      const events = dispatch(client, request, collectorOf(environment), signal);
      let next = await events.next();
      for (; next.done !== true; next = await events.next()) tell(dispatchLine(next.value, painter(false, {})).trimEnd());
      return ending(next.value, dispatchStatus(next.value));
    } finally {
      await client.close();
    }
  };
}

function ending({ end, dispatch }: DispatchOutcome, status: number): DispatchEnd {
  const follow = `nomad job status ${dispatch}`;
  if (end === 'deadline' || end === 'interrupted') return { status: 'running', follow };
  return { status: status === 0 ? 'done' : 'failed', follow };
}
