import { describe, expect, it } from 'vitest';
import { readEnvironment, readInput } from '../../lambda/handlers/environment.ts';

const ENVIRONMENT = {
  TABLE_NAME: 'snapshots',
  EVENT_BUS_NAME: 'feed',
  EVENT_SOURCE: 'engagement-sync',
  BASELINE: 'open',
  EXPIRY_THRESHOLDS: '[{"threshold":"P1D","beforeMs":86400000}]',
  CALLS_PER_SECOND: '2.5',
  ANNOUNCE_COMPLETION: 'true',
  NATIVE_WAKE_UP: 'true',
  TOLERATED_SCOPES: '["contact-engagements/us-east-1"]',
  PATH: '/usr/bin',
};

describe('the environment', () => {
  it('becomes the settings of a function', () => {
    expect(readEnvironment(ENVIRONMENT)).toStrictEqual({
      tableName: 'snapshots',
      eventBusName: 'feed',
      callsPerSecond: 2.5,
      nativeWakeUp: true,
      sync: {
        eventSource: 'engagement-sync',
        baseline: 'open',
        expiryThresholds: [{ threshold: 'P1D', beforeMs: 86_400_000 }],
        announceCompletion: true,
        toleratedScopes: ['contact-engagements/us-east-1'],
      },
    });
  });

  it('may switch off the announcement, warnings and wake-ups', () => {
    const off = { ANNOUNCE_COMPLETION: 'false', EXPIRY_THRESHOLDS: '[]', NATIVE_WAKE_UP: 'false' };
    expect(readEnvironment({ ...ENVIRONMENT, ...off })).toMatchObject({
      nativeWakeUp: false,
      sync: { announceCompletion: false, expiryThresholds: [] },
    });
  });

  it.each([
    'TABLE_NAME',
    'EVENT_BUS_NAME',
    'EVENT_SOURCE',
    'BASELINE',
    'EXPIRY_THRESHOLDS',
    'CALLS_PER_SECOND',
    'ANNOUNCE_COMPLETION',
    'NATIVE_WAKE_UP',
    'TOLERATED_SCOPES',
  ])('is refused without %s, or with an empty one, by name', (name) => {
    const named = new RegExp(`^Environment variable ${name}: `);
    expect(() => readEnvironment({ ...ENVIRONMENT, [name]: undefined })).toThrow(named);
    expect(() => readEnvironment({ ...ENVIRONMENT, [name]: '' })).toThrow(named);
    const { [name as keyof typeof ENVIRONMENT]: _, ...rest } = ENVIRONMENT;
    expect(() => readEnvironment(rest)).toThrow(named);
  });

  it.each([
    ['BASELINE', 'closed', 'Expected ("silent" | "open" | "all") but received "closed"'],
    ['BASELINE', 'toString', 'Expected ("silent" | "open" | "all") but received "toString"'],
    ['ANNOUNCE_COMPLETION', 'yes', 'Expected ("true" | "false") but received "yes"'],
    ['CALLS_PER_SECOND', 'five', 'Invalid number'],
    ['CALLS_PER_SECOND', '0', 'received 0'],
    ['CALLS_PER_SECOND', '-1', 'received -1'],
    ['CALLS_PER_SECOND', 'NaN', 'Invalid number'],
    ['EXPIRY_THRESHOLDS', 'P1D', 'JSON'],
    ['EXPIRY_THRESHOLDS', '{}', 'received'],
    ['EXPIRY_THRESHOLDS', '["P1D"]', 'received "P1D"'],
    ['EXPIRY_THRESHOLDS', '[{"threshold":"P1D","beforeMs":"1"}]', 'received "1"'],
    ['EXPIRY_THRESHOLDS', '[{"beforeMs":1}]', 'threshold'],
  ])('is refused with %s=%s, and told why', (name, value, why) => {
    const reading = () => readEnvironment({ ...ENVIRONMENT, [name]: value });
    expect(reading).toThrow(new RegExp(`^Environment variable ${name}[.: ]`));
    expect(reading).toThrow(why);
  });
});

describe('the input', () => {
  it('names a scope and a mode', () => {
    expect(readInput({ scope: 'invitations/AWS/RECEIVER', mode: 'reconcile' })).toEqual({
      scope: 'invitations/AWS/RECEIVER',
      mode: 'reconcile',
    });
  });

  it('means a usual sync where it names no mode', () => {
    expect(readInput({ scope: 'x' })).toEqual({ scope: 'x', mode: 'sync' });
  });

  it.each([
    { name: 'no scope', input: {}, message: /^Input scope: / },
    { name: 'an empty scope', input: { scope: '' }, message: /^Input scope: / },
    { name: 'a scope that is no text', input: { scope: 5 }, message: /^Input scope: .*received 5/ },
    { name: 'an unknown mode', input: { scope: 'x', mode: 'all' }, message: /^Input mode: .*received "all"/ },
    { name: 'nothing', input: undefined, message: /^Input .*received undefined/ },
    { name: 'null', input: null, message: /^Input .*received null/ },
    { name: 'a text', input: 'invitations/AWS/RECEIVER', message: /^Input .*received "invitations/ },
  ])('is refused: $name', ({ input, message }) => {
    expect(() => readInput(input)).toThrow(message);
  });
});
