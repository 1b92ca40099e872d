import { InvalidArgumentError } from 'commander';
import ms, { type StringValue } from 'ms';
import { PARTICIPANT_ROLES, type ParticipantRole } from '../../lambda/apis/invitations.ts';
import { CATALOGS } from '../../lambda/apis/partner-central.ts';

/*
 * Parses options. An error states the rule and an example; commander puts the option and the value before it.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Real time is the slowest speed: a slower one would need a longer wait than timers allow. */
export function speed(value: string): number {
  const speedMs = durationMs(value);
  if (speedMs >= 1000) return speedMs;
  throw new InvalidArgumentError('It must be the virtual time that passes in a second, from 1s on. Example: 6h');
}

/** Partner Central allows 100,000 calls a day, and the partner's CRM integration needs some of them. */
export function watch(value: string): number {
  const everyMs = durationMs(value);
  if (everyMs >= MINUTE_MS && everyMs <= DAY_MS) return everyMs;
  throw new InvalidArgumentError('It must be a duration from 1m (the API has a daily quota) to 1d. Example: 5m');
}

/** NaN if it is not a duration. */
function durationMs(value: string): number {
  try {
    return ms(value as StringValue) ?? Number.NaN;
  } catch {
    return Number.NaN;
  }
}

export function catalogs(value: string, before: readonly string[] = []): string[] {
  const rule = `It must be ${CATALOGS.join(' or ')}, or both with a comma. Example: AWS,Sandbox`;
  return added(value, before, (part) => CATALOGS.find((name) => name.toLowerCase() === part.toLowerCase()), rule);
}

export function regions(value: string, before: readonly string[] = []): string[] {
  const rule = 'It must be an AWS region, or several with commas. Example: us-east-1,eu-west-1';
  return added(value, before, (part) => (/^[a-z]{2}(-[a-z]+)+-\d$/.test(part) ? part : undefined), rule);
}

export function participant(value: string): readonly ParticipantRole[] {
  const wanted = value.toUpperCase();
  const roles = wanted === 'BOTH' ? PARTICIPANT_ROLES : PARTICIPANT_ROLES.filter((role) => role === wanted);
  if (roles.length > 0) return roles;
  throw new InvalidArgumentError('It must be receiver, sender or both. Example: receiver');
}

function added(
  value: string,
  before: readonly string[],
  read: (part: string) => string | undefined,
  rule: string,
): string[] {
  const parts = value.split(',').map((part) => read(part.trim()));
  if (parts.includes(undefined)) throw new InvalidArgumentError(rule);
  return [...new Set([...before, ...parts.filter((part) => part !== undefined)])];
}
