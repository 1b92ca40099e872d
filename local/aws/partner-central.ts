import { APIS } from '../../lambda/apis/apis.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import { CATALOGS, PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import type { Api } from '../../lambda/core/api.ts';
import type { FaultSource, ReceivedRequest } from './faults.ts';
import { type Entry, type Item, ListService, type RateLimit } from './list-service.ts';
import type { Violation } from './model-validation.ts';
import { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

/** The limit of a partner account. */
const { callsPerSecond } = PARTNER_CENTRAL.quota;
const GET = 'GetEngagementInvitation';
/** Its filter has another name, and takes ARNs too. */
const ENGAGEMENT_FILTER = 'EngagementIdentifier';

export interface PartnerCentralOptions {
  readonly rateLimit?: RateLimit | 'off';
  /** If set, a PENDING invitation expires at its ExpirationDate; otherwise none does. */
  readonly nowMs?: () => number;
  readonly faults?: FaultSource;
}

/** Stands in for the lists of Partner Central. Dates on the wire are ISO 8601 texts. */
export class PartnerCentral extends ListService {
  private readonly nowMs: (() => number) | undefined;
  /** The matches of a request, in its order: sorting a long list again for each page would take minutes. */
  private readonly selections = new Map<string, readonly Item[]>();

  constructor({ rateLimit = { callsPerSecond, burst: callsPerSecond }, nowMs, faults }: PartnerCentralOptions = {}) {
    super(
      APIS.filter(({ list }) => list.service === PARTNER_CENTRAL.service),
      rateLimit,
      [GET],
    );
    this.nowMs = nowMs;
    this.faults = faults;
  }

  /** Adds an invitation to the list of its catalog and role. An invitation without them needs its list as a parameter. */
  invite(summary: Item, { Catalog, ParticipantType }: Item = summary): void {
    if (typeof Catalog !== 'string' || typeof ParticipantType !== 'string') {
      throw new Error('An invitation without Catalog and ParticipantType needs its list as a parameter');
    }
    this.add(invitations, summary, { Catalog, ParticipantType });
  }

  override add(api: Api, item: Item, list: Input): void {
    super.add(api, item, list);
    this.selections.clear();
  }

  override change(id: string, members: Item): void {
    super.change(id, members);
    this.selections.clear();
  }

  override remove(id: string): void {
    super.remove(id);
    this.selections.clear();
  }

  protected override perform(request: ReceivedRequest): unknown {
    if (request.operation !== GET) return super.perform(request);
    const { Catalog, Identifier } = request.input;
    const entry = this.entries.find(
      ({ item, list }) => list.Catalog === Catalog && [item.Id, item.Arn].includes(Identifier),
    );
    if (!entry) throw new ServiceError('ResourceNotFoundException', 400, { Message: 'There is no such invitation' });
    return { Catalog, ...entry.item };
  }

  protected override select(api: Api, input: Input): readonly Item[] {
    if (!CATALOGS.some((name) => name === input.Catalog)) {
      throw new ServiceError('ResourceNotFoundException', 400, { Message: `There is no catalog ${input.Catalog}` });
    }
    this.expirePending();
    const { NextToken: _, ...parameters } = input;
    const key = JSON.stringify([api.name, parameters]);
    const selection = this.selections.get(key) ?? sorted(this.entries.filter(isAnswerTo(api, input)), input);
    this.selections.set(key, selection);
    return selection;
  }

  protected override throttled(): ServiceError {
    return new ServiceError('ThrottlingException', 429, { Message: 'Rate exceeded' });
  }

  protected override invalid({ field, rule, message }: Violation): ServiceError {
    return new ServiceError('ValidationException', 400, {
      Message: message,
      Reason: 'REQUEST_VALIDATION_FAILED',
      ErrorList: [{ FieldName: field, Message: message, Code: CODE_OF_RULE[rule] ?? 'INVALID_VALUE' }],
    });
  }

  private expirePending(): void {
    if (!this.nowMs) return;
    const nowMs = this.nowMs();
    for (const entry of this.entries) {
      const { Status, ExpirationDate } = entry.item;
      if (Status === 'PENDING' && Date.parse(String(ExpirationDate)) <= nowMs) {
        entry.item = { ...entry.item, Status: 'EXPIRED' };
        this.selections.clear();
      }
    }
  }
}

const CODE_OF_RULE: Readonly<Record<string, string>> = {
  required: 'REQUIRED_FIELD_MISSING',
  enum: 'INVALID_ENUM_VALUE',
  format: 'INVALID_STRING_FORMAT',
  minItems: 'NOT_ENOUGH_VALUES',
  maxItems: 'TOO_MANY_VALUES',
  minimum: 'VALUE_OUT_OF_RANGE',
  maximum: 'VALUE_OUT_OF_RANGE',
};

const isAnswerTo = (api: Api, input: Input) => (entry: Entry) =>
  entry.api === api &&
  Object.entries(entry.list).every(([name, value]) => input[name] === value) &&
  Object.entries(input).every(([name, wanted]) => passes(entry.item, name, wanted));

/** A filter is a list of values of the member with its name. */
function passes(item: Item, filter: string, wanted: unknown): boolean {
  if (!Array.isArray(wanted) || wanted.length === 0) return true;
  if (filter !== ENGAGEMENT_FILTER) return wanted.includes(item[filter]);
  return wanted.map((idOrArn) => String(idOrArn).split('/').at(-1)).includes(String(item.EngagementId));
}

/** Sorts by the member that the request names, items without a date last. By default, the latest addition comes first. */
function sorted(entries: readonly Entry[], { Sort }: Input): Item[] {
  const items = entries.map(({ item }) => item).reverse();
  if (!Sort) return items;
  const { SortBy, SortOrder } = Sort as { readonly SortBy: string; readonly SortOrder: string };
  const sign = SortOrder === 'ASCENDING' ? 1 : -1;
  const all = items.map((item) => ({ item, dateMs: Date.parse(String(item[SortBy])) }));
  const dated = all.filter(({ dateMs }) => !Number.isNaN(dateMs)).sort((a, b) => sign * (a.dateMs - b.dateMs));
  const undated = all.filter(({ dateMs }) => Number.isNaN(dateMs));
  return [...dated, ...undated].map(({ item }) => item);
}
