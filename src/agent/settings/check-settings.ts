import type { Diagnostic, Report } from '../../core/diagnostic.ts';
import { honoured } from '../../core/settings/honoured.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Entry } from './configuration-file.ts';
import { ignored } from './ignored.ts';
import { type Refused, refused } from './refused.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Sections that are Ansible's own. Others are of plugins, which Drover has not. */
const own = new Set(['defaults', 'diff', 'inventory', 'jinja2', 'privilege_escalation', 'selinux', 'tags']);

/** Refuses by name what would change a run, and warns of what Ansible does not know either. */
export function checkSettings(entries: ReadonlyMap<string, Entry>, environment: Environment, report: Report): void {
  for (const setting of refused) {
    const finding = refusal(setting, entries.get(setting.key), environment[setting.environment]);
    if (finding !== undefined) report(finding);
  }
  if (entries.size === 0) return;
  const known = knownKeys();
  for (const [name, entry] of entries) if (own.has(entry.section) && !known.has(name)) report(unknown(entry, known));
}

function refusal(setting: Refused, entry: Entry | undefined, variable: string | undefined): Diagnostic | undefined {
  const text = variable ?? entry?.value;
  if (text === undefined || setting.harmless.includes(text.toLowerCase())) return undefined;
  const place = variable === undefined ? entry : undefined;
  const message = `Cannot use the setting ${place?.key ?? setting.environment} with "${text}": ${setting.why}`;
  return { severity: 'error', code: 'UNSUPPORTED', message, span: place?.span, hint: setting.hint };
}

function unknown({ section, key, span }: Entry, known: ReadonlySet<string>): Diagnostic {
  const names = [...known].filter((name) => name.startsWith(`${section}:`)).map((name) => name.slice(section.length + 1));
  const message = `The setting ${key} means nothing: ansible-core 2.18 has none of that name in [${section}]`;
  return { severity: 'warning', code: 'SETTING_INVALID', message, span, hint: didYouMean(key, names) };
}

function knownKeys(): ReadonlySet<string> {
  const places = Object.values(honoured).flatMap(({ keys }) => keys);
  return new Set<string>([...places, ...refused.map(({ key }) => key), ...ignored.flatMap(({ settings }) => settings)]);
}
