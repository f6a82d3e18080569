import { DroverError, exitStatus } from '../../core/errors.ts';

/** What a check of `drover doctor` found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** The command or the setting that mends it. */
  readonly mend: string | null;
  /** Whether a service did not answer at all. */
  readonly unreachable: boolean;
}

export function ok(check: string, message: string): Finding {
  return { check, status: 'ok', message, mend: null, unreachable: false };
}

export function warn(check: string, message: string, mend: string | null = null): Finding {
  return { check, status: 'warn', message, mend, unreachable: false };
}

export function fail(check: string, message: string, mend: string | null = null): Finding {
  return { check, status: 'fail', message, mend, unreachable: false };
}

/** An error that a question to a service ended with. */
export function failed(check: string, error: DroverError): Finding {
  return { ...fail(check, error.message, error.hint ?? null), unreachable: isUnreachable(error) };
}

export function isUnreachable({ code }: DroverError): boolean {
  return /_(UNREACHABLE|NO_LEADER|FAILED)$/.test(code);
}

/** 6 where a service did not answer, 4 where something else is missing. */
export function doctorStatus(findings: readonly Finding[]): number {
  const failures = findings.filter(({ status }) => status === 'fail');
  if (failures.length === 0) return exitStatus.done;
  return failures.some(({ unreachable }) => unreachable) ? exitStatus.unreachable : exitStatus.taskFailed;
}

/** Asks, and has what went wrong as a value. */
export async function attempt<T>(ask: () => Promise<T>): Promise<T | DroverError> {
  return ask().catch((error: unknown) => {
    if (error instanceof DroverError) return error;
    throw error;
  });
}

/** By how much a service's clock, which it tells to the second, differs from this machine's. */
export function clockFinding(check: string, whose: string, date: number | undefined, now: number): Finding {
  if (date === undefined) return warn(check, `${whose} does not tell its time`);
  const seconds = Math.round(Math.abs(now - date) / 1000);
  // A second is lost to rounding, and one to the way.
  if (seconds <= 2) return ok(check, `${whose} and this machine agree`);
  const message = `${whose}'s clock is ${seconds} s ${date > now ? 'ahead of' : 'behind'} this machine's`;
  const mend = 'chronyc makestep, on the machine whose clock is wrong';
  // Identities are valid from the second they are issued; what checks them allows for half a minute.
  return seconds <= 30 ? warn(check, message, mend) : fail(check, message, mend);
}
