import type { FaultSource } from './faults.ts';
import { ListService, type Page, type RateLimit } from './list-service.ts';
import type { Violation } from './model-validation.ts';
import model from './models/list-engagement-invitations.json' with { type: 'json' };
import { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

/** What a partner account has. */
const ACCOUNT_RATE_LIMIT: RateLimit = { callsPerSecond: 10, burst: 10 };
const DEFAULT_PAGE_SIZE = 100;
const CATALOGS = ['AWS', 'Sandbox'];

/** As it is on the wire, dates as ISO 8601 texts. Any member may be missing, or odd. */
export type InvitationSummary = Readonly<Record<string, unknown>>;

export interface InvitationList {
  readonly catalog: string;
  readonly role: string;
}

export interface PartnerCentralOptions {
  readonly rateLimit?: RateLimit | 'off';
  /** With it, a PENDING invitation expires at its ExpirationDate; without it, none does. */
  readonly nowMs?: () => number;
  readonly faults?: FaultSource;
}

interface Invitation {
  readonly list: InvitationList;
  summary: InvitationSummary;
}

/** Stands in for ListEngagementInvitations. */
export class PartnerCentral extends ListService {
  private invitations: Invitation[] = [];
  private readonly nowMs: (() => number) | undefined;
  /** What matches a request, in its order: to sort a long list anew for each page would take minutes. */
  private readonly selections = new Map<string, readonly InvitationSummary[]>();

  constructor({ rateLimit = ACCOUNT_RATE_LIMIT, nowMs, faults }: PartnerCentralOptions = {}) {
    super(model, DEFAULT_PAGE_SIZE, rateLimit);
    this.nowMs = nowMs;
    this.faults = faults;
  }

  invite(summary: InvitationSummary, list: InvitationList = listNamedIn(summary)): void {
    this.invitations.push({ list, summary });
    this.selections.clear();
  }

  /** A member set to `undefined` is left out from then on. */
  change(id: string, members: InvitationSummary): void {
    const changed = this.invitations.filter(({ summary }) => summary.Id === id);
    if (changed.length === 0) throw new Error(`There is no invitation ${id}`);
    for (const invitation of changed) invitation.summary = { ...invitation.summary, ...members };
    this.selections.clear();
  }

  remove(id: string): void {
    this.invitations = this.invitations.filter(({ summary }) => summary.Id !== id);
    this.selections.clear();
  }

  protected override select(input: Input): readonly InvitationSummary[] {
    if (!CATALOGS.includes(String(input.Catalog))) {
      throw new ServiceError('ResourceNotFoundException', 400, { Message: `There is no catalog ${input.Catalog}` });
    }
    this.expirePending();
    const { NextToken: _, ...parameters } = input;
    const key = JSON.stringify(parameters);
    const selection = this.selections.get(key) ?? this.sorted(input);
    this.selections.set(key, selection);
    return selection;
  }

  protected override toOutput({ items, nextToken }: Page) {
    return { EngagementInvitationSummaries: items, NextToken: nextToken };
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

  private sorted(input: Input): InvitationSummary[] {
    const matching = this.invitations
      .filter(({ list }) => list.catalog === input.Catalog && list.role === input.ParticipantType)
      .map(({ summary }) => summary)
      .filter((summary) => matches(summary, input))
      .reverse();
    return input.Sort ? sortByDate(matching, (input.Sort as Input).SortOrder === 'ASCENDING') : matching;
  }

  private expirePending(): void {
    if (!this.nowMs) return;
    const nowMs = this.nowMs();
    for (const invitation of this.invitations) {
      const { Status, ExpirationDate } = invitation.summary;
      if (Status === 'PENDING' && Date.parse(String(ExpirationDate)) <= nowMs) {
        invitation.summary = { ...invitation.summary, Status: 'EXPIRED' };
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

function listNamedIn({ Catalog, ParticipantType }: InvitationSummary): InvitationList {
  if (typeof Catalog !== 'string' || typeof ParticipantType !== 'string') {
    throw new Error('An invitation without Catalog and ParticipantType needs to be told its list');
  }
  return { catalog: Catalog, role: ParticipantType };
}

function matches(summary: InvitationSummary, filter: Input): boolean {
  const isAmong = (wanted: unknown, found: unknown) =>
    !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(found);
  const engagementIds = (filter.EngagementIdentifier as string[] | undefined)?.map((arn) => arn.split('/').at(-1));
  return (
    isAmong(filter.Status, summary.Status) &&
    isAmong(filter.PayloadType, summary.PayloadType) &&
    isAmong(filter.SenderAwsAccountId, summary.SenderAwsAccountId) &&
    isAmong(engagementIds, summary.EngagementId)
  );
}

/** Those without a date come last, whichever way. */
function sortByDate(summaries: readonly InvitationSummary[], ascending: boolean): InvitationSummary[] {
  const sign = ascending ? 1 : -1;
  const all = summaries.map((summary) => ({ summary, dateMs: Date.parse(String(summary.InvitationDate)) }));
  const dated = all.filter(({ dateMs }) => !Number.isNaN(dateMs)).sort((a, b) => sign * (a.dateMs - b.dateMs));
  const undated = all.filter(({ dateMs }) => Number.isNaN(dateMs));
  return [...dated, ...undated].map(({ summary }) => summary);
}
