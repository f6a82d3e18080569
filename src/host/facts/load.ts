import { loadavg } from 'node:os';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';

export const loadFacts: FactGroup = {
  collector: 'loadavg',
  names: ['loadavg'],
  gather: () => {
    const [one, five, fifteen] = loadavg();
    return { loadavg: { '1m': one, '5m': five, '15m': fifteen } };
  },
};

export const uptimeFacts: FactGroup = { collector: 'hardware', names: ['uptime_seconds'], gather };

function gather({ files }: FactContext): Facts {
  const up = content(files, '/proc/uptime')?.split(' ')[0];
  return up === undefined ? {} : { uptime_seconds: Math.floor(Number(up)) };
}
