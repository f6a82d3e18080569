import { loadavg } from 'node:os';
import { Float } from '../../core/value/types.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';

export const loadFacts: FactGroup = {
  collector: 'loadavg',
  names: ['loadavg'],
  isSteady: true,
  gather: () => {
    const [one = 0, five = 0, fifteen = 0] = loadavg();
    return { loadavg: { '1m': new Float(one), '5m': new Float(five), '15m': new Float(fifteen) } };
  },
};

export const uptimeFacts: FactGroup = { collector: 'hardware', names: ['uptime_seconds'], gather, isSteady: true };

function gather({ files }: FactContext): Facts {
  const up = content(files, '/proc/uptime')?.split(' ')[0];
  return up === undefined ? {} : { uptime_seconds: Math.floor(Number(up)) };
}
