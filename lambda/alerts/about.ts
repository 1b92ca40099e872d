import { oneLine } from './sender-text.ts';

/*
 * Tells what an invitation is about, from the raw answer of GetEngagementInvitation: any member may be missing or odd. None
 * of it is stored or logged.
 */

/** The lines of a mail about the customer, the project and the expected spend, as far as the answer has them. */
export function aboutLines(answer: unknown): string[] {
  const payload = at(answer, 'Payload');
  const opportunity = at(payload, 'OpportunityInvitation');
  const lead = at(payload, 'LeadInvitation');
  const [project, interaction] = [at(opportunity, 'Project'), at(lead, 'Interaction')];
  return [
    line('Customer', customerOf(at(opportunity ?? lead, 'Customer'))),
    line('Project', [text(project, 'Title'), text(project, 'BusinessProblem')]),
    line('Expected spend', spendOf(at(project, 'ExpectedCustomerSpend'))),
    line('Use case', [text(interaction, 'Usecase')]),
    line('Source', [text(interaction, 'SourceName') ?? text(interaction, 'SourceType')]),
  ].filter((each) => each !== undefined);
}

const customerOf = (customer: unknown) => [
  text(customer, 'CompanyName'),
  text(customer, 'Industry'),
  text(customer, 'CountryCode'),
];

function spendOf(spends: unknown): (string | undefined)[] {
  if (!Array.isArray(spends)) return [];
  return spends.map((spend) => {
    const [amount, currency, frequency] = ['Amount', 'CurrencyCode', 'Frequency'].map((name) => text(spend, name));
    return amount && [amount, currency, frequency?.toLowerCase()].filter(Boolean).join(' ');
  });
}

function line(label: string, parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined && part !== '');
  return known.length > 0 ? `${label}: ${oneLine(known.join(', '), MAX_LINE_CHARACTERS)}` : undefined;
}

const MAX_LINE_CHARACTERS = 300;

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = at(value, name);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
