import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports.ts';

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms) => setTimeout(ms),
};

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const newId = () => randomUUID();
