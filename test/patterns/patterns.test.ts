import { beforeAll, describe, expect, it } from 'vitest';
import type { DeliveredEvent } from '../../local/aws/event-bus.ts';
import { codeBlocks, placeOf } from '../docs/pages.ts';
import { missingTool, type Pattern, type Verdict, verdictsOn } from './event-ruler.ts';
import { detailOf, METHODS, shouldMatch } from './meanings.ts';
import { publishedEvents, variantsOf } from './published-events.ts';
import { alertPattern, archivePattern, methodsOfFeed, userRules, wakeUpPatterns } from './synthesized-patterns.ts';

const missing = missingTool();
const isRequired = process.env.CI === 'true';
if (missing && !isRequired) {
  process.stderr.write(`Skipped: to check the event patterns, ${missing} is needed (JDK 17 and Maven).\n`);
}

/** The examples for people who write rules without the construct. */
const documented = codeBlocks()
  .filter(({ language }) => language === 'json')
  .map((block) => [placeOf(block), JSON.parse(block.code) as Pattern] as const)
  .filter(([, { source }]) => Array.isArray(source));

const isReplay = (event: DeliveredEvent) => 'replay-name' in event;
const labelOf = (event: DeliveredEvent) =>
  `${event['detail-type']}, ${detailOf(event).metadata.scope}, ${event.source}${isReplay(event) ? ', replayed' : ''}`;

it('Java and Maven are there', ({ skip }) => {
  skip(missing !== undefined && !isRequired, `${missing} is missing`);
  expect(missing, 'CI needs JDK 17 and Maven to check the event patterns').toBeUndefined();
});

it('every method of the feed has a meaning here', () => {
  expect([...methodsOfFeed].sort()).toEqual(Object.keys(METHODS).sort());
});

describe.skipIf(missing !== undefined)("AWS's own matcher", () => {
  let events: readonly DeliveredEvent[];
  const verdicts = new Map<Pattern, Verdict>();

  beforeAll(async () => {
    events = variantsOf(await publishedEvents());
    const patterns = [...userRules.map(({ pattern }) => pattern), ...documented.map(([, pattern]) => pattern)];
    const all = [...patterns, archivePattern, alertPattern, ...wakeUpPatterns.values()];
    for (const [index, verdict] of verdictsOn(all, events).entries()) verdicts.set(all[index] as Pattern, verdict);
  });

  /** Checks that the pattern is valid, and matches exactly these events, of which there is at least one. */
  function expectMatches(pattern: Pattern, should: (event: DeliveredEvent) => boolean): void {
    const { problem, matches } = verdicts.get(pattern) as Verdict;
    expect(problem).toBeNull();
    const wrong = events.filter((event, index) => matches[index] !== should(event)).map(labelOf);
    expect([...new Set(wrong)]).toEqual([]);
    expect(matches).toContain(true);
  }

  it('has events of each kind to look at', () => {
    const kinds = new Set(events.map((event) => event['detail-type']));
    expect([...kinds].sort()).toEqual([...(METHODS.onEvent?.detailTypes ?? [])].sort());
  });

  it.each(userRules.map((rule) => [rule.name, rule] as const))('agrees on %s', (_, { method, filters, pattern }) => {
    expectMatches(pattern, (event) => shouldMatch(method, filters, event));
  });

  it('agrees on the archive: all but Sync Completed', () => {
    // A replay would match too. EventBridge makes sure that it is not archived again:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
    expectMatches(
      archivePattern,
      (event) => event.source === 'engagement-sync' && event['detail-type'] !== 'Sync Completed',
    );
  });

  it('agrees on the alerts: what we received of the catalog AWS, as it expires, and no replays', () => {
    const filters = { catalogs: ['AWS'], participantRoles: ['RECEIVER'] } as const;
    expectMatches(
      alertPattern,
      (event) =>
        !isReplay(event) &&
        (shouldMatch('onInvitationExpiring', filters, event) || shouldMatch('onInvitationExpired', filters, event)),
    );
  });

  it("agrees on what wakes up a list: AWS's own four events of it, also where they do not tell the role", () => {
    expect([...wakeUpPatterns.keys()]).toEqual(['AWSRECEIVER', 'AWSSENDER', 'SandboxRECEIVER', 'SandboxSENDER']);
    const kinds = ['Created', 'Accepted', 'Rejected', 'Expired'].map((what) => `Engagement Invitation ${what}`);
    for (const [list, pattern] of wakeUpPatterns) {
      expectMatches(pattern, (event) => {
        const { metadata, engagementInvitation } = detailOf(event);
        const [, catalog = '', role = ''] = metadata.scope.split('/');
        const isOfList = engagementInvitation?.participantType ? list === catalog + role : list.startsWith(catalog);
        return event.source === 'aws.partnercentral-selling' && kinds.includes(event['detail-type']) && isOfList;
      });
    }
  });

  it.each(documented)('takes example %s, which matches something of ours', (_, pattern) => {
    const { problem, matches } = verdicts.get(pattern) as Verdict;
    expect(problem).toBeNull();
    const sources = new Set(events.filter((_, index) => matches[index]).map(({ source }) => source));
    expect([...sources]).toEqual(['engagement-sync']);
  });
});
