import type { Host, HostReader, PredictedHost } from '../../core/host.ts';

/** What a task may ask of a service. A wish that is no state (`restarted`) never reads as fulfilled. */
export interface ServiceWish {
  readonly name: string;
  readonly state?: 'started' | 'stopped' | 'restarted' | 'reloaded' | undefined;
  readonly enabled?: boolean | undefined;
}

/** Only what the task asks about is read. */
export interface ServiceState {
  readonly state?: string;
  readonly enabled?: boolean;
}

export interface ServiceChange {
  readonly before: ServiceState;
  readonly after: ServiceState;
}

/** One service manager, for the `service` module. */
export interface ServiceProvider {
  /** As the fact `service_mgr` and the argument `use` name it. */
  readonly name: string;
  /** See the module contract. */
  foresee?(host: HostReader): void;
  read(host: HostReader, wish: ServiceWish): Promise<ServiceState>;
  want(wish: ServiceWish, before: ServiceState): ServiceState;
  apply(host: Host, wish: ServiceWish, change: ServiceChange): Promise<void>;
  predict(host: PredictedHost, wish: ServiceWish, change: ServiceChange): Promise<void>;
}

/** The state a wish leads to; for managers where that is all there is to it. */
export function wantService(wish: ServiceWish, before: ServiceState): ServiceState {
  return {
    ...before,
    ...(wish.state === undefined ? {} : { state: wish.state }),
    ...(wish.enabled === undefined ? {} : { enabled: wish.enabled }),
  };
}

/** Whether a second reading can show what was asked for. */
export function isLasting(state: string | undefined): boolean {
  return state === undefined || state === 'started' || state === 'stopped';
}
