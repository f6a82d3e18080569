import type { TaskContext } from '../../core/controller.ts';
import type { Host, PredictedHost } from '../../core/host.ts';

/** Where and how a module runs. In check mode the host is a prediction: nothing of the machine changes. */
export type Call = { readonly diff: boolean; readonly context: TaskContext } & (
  | { readonly mode: 'apply'; readonly host: Host }
  | { readonly mode: 'check'; readonly host: PredictedHost }
);
