import { synthesizedTemplate } from '../../local/synthesized-template.ts';
import { type Bill, billOf } from './bill.ts';
import { measured } from './measured.ts';
import { PRICES } from './prices.ts';
import type { TemplateJson } from './template.ts';
import { figuresOf, usageOf } from './usage.ts';

export const HISTORIES = [100, 1000, 10_000, 100_000, 1_000_000];
export const RATES = ['PT1M', 'PT5M', 'PT15M'] as const;
/** The defaults of the stack, and a history in the middle. */
export const DEFAULT = { rate: 'PT5M', history: 10_000 } as const;
export const LIMIT_USD = 1.5;

type Context = Readonly<Record<string, string>>;
const ratesOf = (rate: string): Context => ({ invitationsRate: rate, contactEngagementsRate: rate });

const templates = new Map<string, TemplateJson>();
export function templateOf(context: Context): TemplateJson {
  const key = JSON.stringify(context);
  const template = templates.get(key) ?? synthesizedTemplate(context);
  templates.set(key, template);
  return template;
}

export const billWith = (context: Context, history: number = DEFAULT.history, ageYears = 0): Bill =>
  billOf(usageOf(templateOf(context), measured, { history, ageYears }));
export const billAt = (rate: string, history: number): Bill => billWith(ratesOf(rate), history);
export const defaultBill = (ageYears = 0): Bill => billWith({}, DEFAULT.history, ageYears);

/** Settings that save something, or are often asked for. */
export const SETTINGS: readonly (readonly [string, Context])[] = [
  ['`contactEngagementRegions=` (none)', { contactEngagementRegions: '' }],
  ['`participantRoles=RECEIVER`', { participantRoles: 'RECEIVER' }],
  ['`invitationsRate=PT15M`, `contactEngagementsRate=PT15M`', ratesOf('PT15M')],
  ['`nativeWakeUp=false`', { nativeWakeUp: 'false' }],
  ['`announceCompletion=false`', { announceCompletion: 'false' }],
  ['`archiveRetention=` (none)', { archiveRetention: '' }],
  ['`expiryAlerts=false`', { expiryAlerts: 'false' }],
  ['`alarmTopicArn=…`', { alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' }],
  [
    '`encryptionKeyArn=…`, a key that is paid for already',
    { encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000' },
  ],
];

/** Once: recording the history, each of which is looked up before. */
export function firstSyncUsd(history: number): number {
  const { firstWriteUnits, history: recorded } = figuresOf(measured, 'invitations');
  const usd = (meter: 'readUnits' | 'writeUnits', units: number) => (units * PRICES[meter].usd) / PRICES[meter].per;
  return usd('writeUnits', (firstWriteUnits / recorded) * history) + usd('readUnits', history);
}
