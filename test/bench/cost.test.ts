import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureList } from '../../bench/cost/measure-list.ts';
import { type Kind, measured, type RunFigures } from '../../bench/cost/measured.ts';
import { PENDING } from '../../bench/world/invitation-list.ts';
import { EmbeddedDynamoDb } from '../../local/aws/dynamodb.ts';
import { SynthesizedStack } from '../../local/synthesized-stack.ts';

describe('what was measured', () => {
  const store = new EmbeddedDynamoDb({ tableName: 'unused' });
  let endpoint: string;
  let stack: SynthesizedStack;
  beforeAll(async () => {
    endpoint = await store.start();
    stack = SynthesizedStack.create();
  });
  afterAll(() => store.stop());

  it.each<Kind>(['invitations', 'contact-engagements'])(
    'of %s is so still; if not, run npm run cost:measure and npm run cost',
    async (kind) => {
      const before = measured[kind];
      const now = await measureList(stack, kind, before.history, endpoint);
      const counted = ({ wallMs: _, cpuMs: __, logBytes: ___, ...requests }: RunFigures) => requests;
      expect(counted(now.idle)).toEqual(counted(before.idle));
      expect(counted(now.reconciliation)).toEqual(counted(before.reconciliation));
      expect(now.idle.logBytes / before.idle.logBytes).toBeCloseTo(1, 1);
      expect(now.metrics.toSorted()).toEqual(before.metrics.toSorted());
    },
  );

  it('is a call for each 100 of the list, besides those of a sync, as docs/quota.md says', () => {
    const { idle, reconciliation, history } = measured.invitations;
    expect(reconciliation.listCalls - idle.listCalls).toBe(Math.ceil((history + PENDING) / 100));
  });
});
