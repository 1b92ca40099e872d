import { SYNC_COMPLETED } from '../core/contract.ts';
import { type AnyApi, APIS } from './apis.ts';

type KeyOf<Events> = Events extends unknown ? keyof Events : never;
type DetailTypeAt<Events, Key extends PropertyKey> =
  Events extends Readonly<Record<Key, { readonly detailType: infer Name }>> ? Name : never;
type DetailTypes = {
  readonly [Key in KeyOf<AnyApi['events']>]: DetailTypeAt<AnyApi['events'], Key>;
} & { readonly syncCompleted: typeof SYNC_COMPLETED };

const ofApis = APIS.flatMap(({ events }) => Object.entries(events).map(([key, { detailType }]) => [key, detailType]));

/** The detail-types of all events: those of the APIs' definitions, and `Sync Completed`. */
export const DetailType = { ...Object.fromEntries(ofApis), syncCompleted: SYNC_COMPLETED } as DetailTypes;
export type DetailType = DetailTypes[keyof DetailTypes];
