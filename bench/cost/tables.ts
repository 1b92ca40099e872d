import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import { type SynthesizedTemplate, synthesizedTemplate } from '../../local/synthesized-template.ts';
import { count, markdown, type Sections } from '../report/markdown.ts';
import { billOf, METERS, PRICES, priceOf, READ_ON } from './bill.ts';
import { schedulesOf } from './template.ts';
import { IDLE, PAGE_SIZE, usageOf } from './usage.ts';

export const COST_PAGE = new URL('../../docs/cost.md', import.meta.url);
export const QUOTA_PAGE = new URL('../../docs/quota.md', import.meta.url);

/** Prices are those of this region. */
const REGION = 'us-east-1';

/** Settled invitations. */
const HISTORY = 10_000;
const HISTORIES = [100, 1000, HISTORY, 100_000, 1_000_000];
const PENDING_IN_A_LIST = 150;

const rates = (rate: string) => ({ invitationsRate: rate, contactEngagementsRate: rate });
const VARIANTS: readonly (readonly [name: string, context: Readonly<Record<string, string>>, history: number])[] = [
  ['**sum, with the defaults**', {}, HISTORY],
  ['with 100,000 settled invitations', {}, 100_000],
  ['with 1,000,000 settled invitations', {}, 1_000_000],
  ['every minute', rates('PT1M'), HISTORY],
  ['every 15 minutes', rates('PT15M'), HISTORY],
  ['`contactEngagementRegions=` (none)', { contactEngagementRegions: '' }, HISTORY],
  ['`participantRoles=RECEIVER`', { participantRoles: 'RECEIVER' }, HISTORY],
  ['`nativeWakeUp=false`', { nativeWakeUp: 'false' }, HISTORY],
  ['`expiryAlerts=false`', { expiryAlerts: 'false' }, HISTORY],
];

/** Synthesizes each template once: that takes a while, and the tables use the same ones repeatedly. */
const templates = new Map<string, SynthesizedTemplate>();

function templateWith(context: Readonly<Record<string, string>> = {}): SynthesizedTemplate {
  const key = JSON.stringify(context);
  const template = templates.get(key) ?? synthesizedTemplate(context, REGION);
  templates.set(key, template);
  return template;
}

export const usageWith = (context: Readonly<Record<string, string>> = {}, history = HISTORY) =>
  usageOf(templateWith(context), history);
export const defaultBill = () => billOf(usageWith());

/** The same text as in README.md. */
export const defaultFigure = () => `${defaultBill().beyondFree.toFixed(2)} USD a month beyond the free tier`;

/** docs/cost.md */
export function costSections(): Sections {
  const usage = usageWith();
  const lines = METERS.map((meter) => {
    const { name, unit, usd, per, free, page } = PRICES[meter];
    const { beyondFree, list } = priceOf(meter, usage[meter]);
    const price = `[${usd}](${page})${per === 1 ? '' : ` for ${count(per)}`}`;
    const quantity = `${count(usage[meter], usage[meter] < 10 ? 3 : 0)} × ${unit}`;
    return [name, quantity, price, free ? count(free) : '', beyondFree.toFixed(3), list.toFixed(3)];
  });
  const sums = VARIANTS.map(([name, context, history]) => {
    const { beyondFree, list } = billOf(usageWith(context, history));
    return [name, '', '', '', beyondFree.toFixed(2), list.toFixed(2)];
  });
  const head = ['', 'a month', `price, ${READ_ON}`, 'free', 'USD beyond the free tier', 'USD by list price'];
  return { cost: markdown({ head, rows: [...lines, ...sums] }) };
}

/** Each sync lists the window; once a day, also everything. */
export function callsADay(history: number, rateMinutes: number): number {
  const lists = schedulesOf(templateWith()).filter(({ kind }) => kind === 'invitations').length;
  const syncs = (24 * 60) / rateMinutes;
  const pages = Math.ceil((history / lists + PENDING_IN_A_LIST) / PAGE_SIZE);
  return lists * (syncs * IDLE.invitations.listCalls + pages);
}

/** docs/quota.md */
export function quotaSections(): Sections {
  const share = (calls: number) =>
    `${count(calls)} (${((calls / PARTNER_CENTRAL.quota.callsADay) * 100).toFixed(1)} %)`;
  const head = ['settled invitations', 'every minute', 'every 5 minutes', 'every 15 minutes'];
  const rows = HISTORIES.map((history) => [
    count(history),
    ...[1, 5, 15].map((minutes) => share(callsADay(history, minutes))),
  ]);
  return { quota: markdown({ head, rows }) };
}
