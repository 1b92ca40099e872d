import type { ListDefinition, NativeEvents } from '../core/api.ts';

export const CATALOGS = ['AWS', 'Sandbox'] as const;
export type Catalog = (typeof CATALOGS)[number];

/** The settings that all lists of Partner Central share. */
export const PARTNER_CENTRAL = {
  service: 'Partner Central',
  // The action has no resources; only the catalog can narrow it.
  iamCondition: { key: 'partnercentral:Catalog', part: 'catalog' },
  prerequisite: 'this AWS account is linked to your AWS Partner Central account',
  switchedOffBy: '-c catalogs=',
  // Six read operations share it, including these. The 24 hours are a rolling window:
  // https://docs.aws.amazon.com/partner-central/latest/developer-guide/quotas.html
  quota: { callsPerSecond: 10, callsADay: 100_000 },
  // The API has no other region, wherever the stack is (Partner Central API reference, "Endpoints and quotas").
  region: () => 'us-east-1',
} as const satisfies Partial<ListDefinition>;

/** https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-partnercentral-selling.html */
export const NATIVE_EVENTS_OF_PARTNER_CENTRAL = {
  source: 'aws.partnercentral-selling',
  region: 'us-east-1',
} as const satisfies Partial<NativeEvents>;
