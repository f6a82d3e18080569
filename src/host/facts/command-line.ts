import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';

/** The kernel's command line. Of a parameter given twice `cmdline` has the last value, `proc_cmdline` a list. */
export const commandLineFacts: FactGroup = { collector: 'cmdline', names: ['cmdline', 'proc_cmdline'], gather, isSteady: true };

function gather({ files }: FactContext): Facts {
  const text = content(files, '/proc/cmdline');
  return text === undefined ? {} : parseCommandLine(text);
}

export function parseCommandLine(text: string): { readonly cmdline: Facts; readonly proc_cmdline: Facts } {
  const last: Facts = {};
  const all: Record<string, unknown> = {};
  for (const word of text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []) {
    const [, name = word, value = true] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    last[name] = value;
    const before = all[name];
    all[name] = before === undefined || value === true ? value : [before, value].flat();
  }
  return { cmdline: last, proc_cmdline: all };
}
