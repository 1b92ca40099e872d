import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOf } from '../../bench/cost/bill.ts';
import {
  COST_PAGE,
  callsADay,
  costSections,
  defaultBill,
  defaultFigure,
  QUOTA_PAGE,
  quotaSections,
  usageWith,
} from '../../bench/cost/tables.ts';
import { alarmMetricsOf, schedulesOf } from '../../bench/cost/template.ts';
import { IDLE, reconciliationOf, usageOf } from '../../bench/cost/usage.ts';
import { pageWith } from '../../bench/report/markdown.ts';
import { syncCallsADay } from '../../lib/sync/quota.ts';
import { synthesizedTemplate, type TemplateResource } from '../../local/synthesized-template.ts';

const template = synthesizedTemplate({}, 'us-east-1');
const read = (page: URL) => readFileSync(page, 'utf8');
const README = read(new URL('../../README.md', import.meta.url));

describe('the bill of the defaults', () => {
  it('is for this much that costs something by being there: who adds to it says so here', () => {
    const { kmsKeys, alarmMetrics, metrics, dashboards } = usageWith();
    const schedules = schedulesOf(template).length;
    expect({ kmsKeys, alarmMetrics, metrics, dashboards, schedules }).toEqual({
      kmsKeys: 0,
      alarmMetrics: 9,
      metrics: 8,
      dashboards: 1,
      schedules: 3,
    });
  });

  it('is less than 0.25 USD beyond the free tier', () => {
    expect(defaultBill().beyondFree).toBeLessThan(0.25);
  });

  it('is what README.md and docs/cost.md say; if not, run npm run cost, and change what is written by hand', () => {
    expect(README).toContain(defaultFigure());
    expect(README).toContain(`With the defaults there are ${usageWith().alarmMetrics} alarms`);
    expect(read(COST_PAGE)).toContain(`**${defaultFigure()}**`);
    expect(read(COST_PAGE)).toBe(pageWith(COST_PAGE, costSections()));
  });

  it('grows by the list price of what is added', () => {
    const of = (...more: TemplateResource[]) =>
      billOf(usageOf({ Resources: { ...template.Resources, ...Object.fromEntries(more.entries()) } }, 100));
    const alarms = Array.from({ length: 11 }, () => ({ Type: 'AWS::CloudWatch::Alarm' }));
    const before = of();
    expect(of(...alarms).beyondFree - before.beyondFree).toBeCloseTo(1);
    expect(of({ Type: 'AWS::KMS::Key' }).beyondFree - before.beyondFree).toBeCloseTo(1);
    const dashboard = of({ Type: 'AWS::CloudWatch::Dashboard' });
    expect(dashboard.beyondFree).toBeCloseTo(before.beyondFree);
    expect(dashboard.list - before.list).toBeCloseTo(3);
  });

  it('counts an alarm for each metric that it watches, and a calculation for none', () => {
    const Type = 'AWS::CloudWatch::Alarm';
    const Metrics = [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }];
    const Resources = { one: { Type, Properties: { MetricName: 'Errors' } }, two: { Type, Properties: { Metrics } } };
    expect(alarmMetricsOf({ Resources })).toBe(3);
  });

  it('counts the runs of the rate that is set, one of which lists everything each day', () => {
    const slow = { invitationsRate: 'P1D', contactEngagementRegions: '', nativeWakeUp: 'false' };
    const days = 730 / 24;
    const daily = 2 * days * reconciliationOf(IDLE.invitations, 10_000).readUnits;
    expect(usageWith(slow, 20_000).readUnits).toBeCloseTo(daily);
    const hourly = usageWith({ ...slow, invitationsRate: 'PT1H' }, 20_000);
    expect(hourly.readUnits).toBeCloseTo(daily + 2 * (730 - days) * IDLE.invitations.readUnits);
  });
});

describe('what is taken of the quota', () => {
  const page = read(QUOTA_PAGE);

  it('is what docs/quota.md says; if not, run npm run cost, and change what is written by hand', () => {
    expect(page).toBe(pageWith(QUOTA_PAGE, quotaSections()));
    expect(page).toContain(`**${callsADay(10_000, 5).toLocaleString('en-US')} (`);
    expect(page).toContain(`four lists every minute take ${syncCallsADay(4, 1).toLocaleString('en-US')} (`);
  });

  it('is, by the syncs, what the warning at synth estimates', () => {
    const { listCalls } = IDLE.invitations;
    expect(2 * 288 * listCalls).toBe(syncCallsADay(2, 5));
  });
});
