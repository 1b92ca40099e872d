import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billOf } from '../../bench/cost/bill.ts';
import { defaultFigure, document } from '../../bench/cost/document.ts';
import { type Kind, measured } from '../../bench/cost/measured.ts';
import { measure } from '../../bench/cost/measurement.ts';
import { defaultBill, LIMIT_USD, templateOf } from '../../bench/cost/scenarios.ts';
import { alarmMetricsOf, billedKeysOf, idleQueueRequestsOf, schedulesOf } from '../../bench/cost/template.ts';
import { ASSUMED, figuresOf, runOf, usageOf } from '../../bench/cost/usage.ts';
import { Environment } from '../../lambda/core/contract.ts';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';
import type { TemplateResource } from '../../local/synthesized-template.ts';

const template = templateOf({});
const resources = (...list: TemplateResource[]) => ({ Resources: Object.fromEntries(list.entries()) });
const withMore = (...more: TemplateResource[]) => ({
  Resources: {
    ...template.Resources,
    ...Object.fromEntries(more.map((resource, number) => [`More${number}`, resource])),
  },
});
const costOf = (changed: typeof template) => billOf(usageOf(changed, measured, { history: 10_000 }));

describe('the bill of the defaults', () => {
  it('is less than 1.50 USD beyond the free tier', () => {
    expect(defaultBill().beyondFreeUsd).toBeLessThan(LIMIT_USD);
  });

  it('is what docs/cost.md says; if not, run npm run cost', () => {
    expect(readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8')).toBe(document());
  });

  it('is what README.md says', () => {
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(defaultFigure());
  });

  it('grows by the list price of what is added', () => {
    const alarms = Array.from({ length: 10 }, () => ({ Type: 'AWS::CloudWatch::Alarm', Properties: {} }));
    const key = { Type: 'AWS::KMS::Key', Properties: {} };
    const before = costOf(template);
    expect(costOf(withMore(...alarms)).beyondFreeUsd - before.beyondFreeUsd).toBeCloseTo(1);
    expect(costOf(withMore(key)).beyondFreeUsd - before.beyondFreeUsd).toBeCloseTo(1);
    const dashboard = { Type: 'AWS::CloudWatch::Dashboard', Properties: {} };
    expect(costOf(withMore(dashboard)).beyondFreeUsd).toBeCloseTo(before.beyondFreeUsd);
    expect(costOf(withMore(dashboard)).listUsd - before.listUsd).toBeCloseTo(3);
  });

  it('cannot be made of a resource that nobody has looked up', () => {
    expect(() => costOf(withMore({ Type: 'AWS::EC2::NatGateway' }))).toThrow('has nothing on AWS::EC2::NatGateway');
  });
});

describe('in the template', () => {
  it('an alarm counts for each metric that it watches, a calculation for none', () => {
    const Metrics = [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }];
    const one = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };
    expect(alarmMetricsOf(resources(one, { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics } }))).toBe(3);
  });

  it('a queue that feeds a function is polled 15 times a minute', () => {
    const mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties: {} };
    expect(idleQueueRequestsOf(resources(mapping))).toBe(15 * 60 * 730);
  });

  it('a key costs more after each of its first two rotations', () => {
    const key = (Properties: object) => resources({ Type: 'AWS::KMS::Key', Properties });
    const yearly = [0, 1, 2, 3].map((years) => billedKeysOf(key({ EnableKeyRotation: true }), years));
    expect(yearly).toEqual([1, 2, 3, 3]);
    expect(billedKeysOf(key({ EnableKeyRotation: true, RotationPeriodInDays: 2560 }), 7)).toBe(1);
    expect(billedKeysOf(key({}), 7)).toBe(1);
  });

  it('schedules run at the rate that is set', () => {
    const runs = schedulesOf(templateOf({ invitationsRate: 'PT2H' })).map(({ scope, runsAMonth }) => [
      scope,
      runsAMonth,
    ]);
    expect(runs).toContainEqual(['invitations/AWS/SENDER', 365]);
    expect(runs).toContainEqual(['contact-engagements/us-east-1', 8760]);
  });
});

describe('a reconciliation', () => {
  const longest = figuresOf(measured, 'invitations');
  const { idle, reconciliation, history } = longest;

  it('is one run a day of each scope', () => {
    const readUnitsOfAScope = (rate: string) => {
      const changed = templateOf({ invitationsRate: rate, contactEngagementRegions: '', nativeWakeUp: 'false' });
      const { readUnits } = usageOf(changed, measured, { history: 2 * history });
      return (readUnits - ASSUMED.changesAMonth * measured.change.readUnits) / 2;
    };
    // It is 20,000 long, which is three turns.
    const days = 730 / 24;
    const daily = days * (reconciliation.readUnits + 2 * idle.readUnits);
    expect(readUnitsOfAScope('P1D')).toBeCloseTo(daily);
    expect(readUnitsOfAScope('PT1H')).toBeCloseTo(daily + (730 - days) * idle.readUnits);
  });

  it('lists the window again in each turn', () => {
    const environment = { [Environment.callsPerSecond]: '5' };
    const of = (listed: number) => runOf({ mode: 'reconcile', environment }, longest, listed);
    const [oneTurn, twoTurns] = [of(9000), of(11_000)];
    expect([oneTurn.writeUnits, twoTurns.writeUnits]).toEqual([idle.writeUnits, 2 * idle.writeUnits]);
    const furtherUnits = ((reconciliation.readUnits - idle.readUnits) * 2000) / history;
    expect(twoTurns.readUnits - oneTurn.readUnits).toBeCloseTo(furtherUnits + idle.readUnits);
  });
});

describe('what was measured', () => {
  const environment = { ...process.env };
  let stack: SynthesizedStack;
  beforeAll(() => {
    stack = SynthesizedStack.create();
  }, 60_000);
  afterAll(() => {
    process.env = environment;
  });

  it.each<Kind>(['invitations', 'contact-engagements'])(
    'of %s is so still; if not, run npm run cost:measure and npm run cost',
    async (kind) => {
      const [before] = measured[kind];
      if (!before) throw new Error(`Nothing was measured of ${kind}`);
      const { figures, metrics } = await measure(stack, kind, before.history, before.open);
      const counted = ({ cpuMs: _, logBytes: __, ...units }: typeof before.idle) => units;
      expect(counted(figures.idle)).toEqual(counted(before.idle));
      expect(counted(figures.reconciliation)).toEqual(counted(before.reconciliation));
      expect(figures.idle.logBytes / before.idle.logBytes).toBeCloseTo(1, 1);
      expect([...metrics].sort()).toEqual([...measured.metrics[kind]].sort());
    },
  );
});
