import type { Settings } from '../../core/settings/honoured.ts';
import type { Extension } from './statement-state.ts';

const names: Readonly<Record<string, Extension>> = { 'jinja2.ext.do': 'do', 'jinja2.ext.loopcontrols': 'loopcontrols' };
const none: ReadonlySet<string> = new Set();

/** The statements that `jinja2_extensions` adds; of Jinja2's other extensions those that may be named are always on. */
export function extensionsOf(settings: Pick<Settings, 'jinja2Extensions'> | undefined): ReadonlySet<string> {
  if (settings === undefined || settings.jinja2Extensions.length === 0) return none;
  return new Set(settings.jinja2Extensions.flatMap((name) => names[name] ?? []));
}
