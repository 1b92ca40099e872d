import type { ListDefinition, NativeEvents } from '../core/api.ts';

export const CATALOGS = ['AWS', 'Sandbox'] as const;
export type Catalog = (typeof CATALOGS)[number];

/** What the lists of Partner Central have in common. */
export const PARTNER_CENTRAL = {
  service: 'Partner Central',
  // The action knows no resources; the catalog is the only thing it can be narrowed to.
  iamCondition: { key: 'partnercentral:Catalog', part: 'catalog' },
  prerequisite: 'this AWS account is linked to your AWS Partner Central account',
  switchedOffBy: '-c catalogs=',
  // For six read operations at once, these among them; the 24 hours roll:
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
