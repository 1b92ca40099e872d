import { expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { countsOfCommits, countsOfPage, NO_COUNTS, sum } from '../../lambda/core/counts.ts';
import type { Commit } from '../../lambda/core/plan.ts';

it('counts begin at nothing', () => {
  expect(NO_COUNTS).toStrictEqual({
    pages: 0,
    listed: 0,
    created: 0,
    changed: 0,
    expiring: 0,
    published: 0,
    apiCalls: 0,
    odd: 0,
    unannounced: 0,
  });
});

it('counts add up, and stay as they were', () => {
  const one = { ...NO_COUNTS, pages: 1, odd: 2 };
  expect(sum(one, { pages: 3, apiCalls: 4 })).toStrictEqual({ ...NO_COUNTS, pages: 4, odd: 2, apiCalls: 4 });
  expect(sum(one, NO_COUNTS)).toStrictEqual(one);
  expect(one).toStrictEqual({ ...NO_COUNTS, pages: 1, odd: 2 });
});

it('a page counts what is listed, and what is odd', () => {
  const listed = ['a', 'b'].map((id) => ({ id, fields: {} }));
  const page = { listed, next: undefined, newest: undefined, skipped: 3, oddValues: 2 };
  expect(countsOfPage(page)).toStrictEqual({ pages: 1, listed: 2, odd: 5 });
});

it('commits count by their reason', () => {
  const because = (why: Commit['why']) => ({ why, detailType: 'Contact Engagement Started' }) as Commit;
  const commits = (['created', 'updated', 'updated', 'expiring', 'updated', 'expiring'] as const).map(because);
  const told = new Set<string>();
  expect(countsOfCommits(invitations, commits, told)).toStrictEqual({
    created: 1,
    changed: 3,
    expiring: 2,
    unannounced: 0,
  });
  expect(countsOfCommits(invitations, [], told)).toStrictEqual({ created: 0, changed: 0, expiring: 0, unannounced: 0 });
});

it('a change that AWS has an event for counts as unannounced, unless one has told of it', () => {
  const change = (id: string, detailType: string) => ({ why: 'updated', detailType, next: { id } }) as Commit;
  const commits = [
    change('a', 'Engagement Invitation Accepted'),
    change('b', 'Engagement Invitation Created'),
    change('c', 'Engagement Invitation Updated'),
  ];
  expect(countsOfCommits(invitations, commits, new Set(['b'])).unannounced).toBe(1);
});
