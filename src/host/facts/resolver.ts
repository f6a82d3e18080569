import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';

/** What /etc/resolv.conf says. */
export const resolverFacts: FactGroup = { collector: 'dns', names: ['dns'], gather };

function gather({ files }: FactContext): Facts {
  return { dns: parseResolver(content(files, '/etc/resolv.conf') ?? '') };
}

export function parseResolver(text: string): Facts {
  const dns: Record<string, unknown> = {};
  const servers: string[] = [];
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.trim().split(/\s+/);
    if (keyword === 'nameserver') {
      servers.push(...words);
      dns[`${keyword}s`] = servers;
    } else if (keyword === 'domain' && words[0] !== undefined) dns[keyword] = words[0];
    else if (keyword === 'search' || keyword === 'sortlist') dns[keyword] = words;
    else if (keyword === 'options') dns[keyword] = options(words);
  }
  return dns;
}

function options(words: readonly string[]): Facts {
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', value] = word.split(':');
      return [name, value ?? true];
    }),
  );
}
