import type { TaskContext } from '../../core/controller.ts';
import type { Host, PredictedHost } from '../../core/host.ts';

/** Where and how a module runs. In check mode the host is a prediction: nothing of the machine changes. */
export type Call = {
  readonly diff: boolean;
  /** False where nobody reads what the module returns beside its outcome: then that is not gathered. */
  readonly details?: boolean;
  readonly context: TaskContext;
} & ({ readonly mode: 'apply'; readonly host: Host } | { readonly mode: 'check'; readonly host: PredictedHost });
