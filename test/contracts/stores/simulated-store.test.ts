import { GetCommand, QueryCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { simulatedStore } from './simulated-store.ts';
import { ALL, D1, D2, idsOf, newContext, snapshot } from './store-context.ts';

describe('a simulated table whose queries give three items at most', () => {
  it.each([0, 2, 3, 4, 6, 7])('gives all of them in the end: %i', async (count) => {
    const { store } = newContext(simulatedStore(1, 3), 'scope');
    const ids = Array.from({ length: count }, (_, index) => `r${index}`);
    for (const [index, id] of ids.entries()) await store.commit(snapshot(id, index % 2 === 0 ? D1 : D2));
    expect(idsOf(await store.read(ALL)).sort()).toEqual(ids);
    expect(idsOf(await store.read(D1, D2)).sort()).toEqual(ids);
  });
});

/** It must refuse them, instead of taking them for something else. */
describe('a simulated table says that it does not know', () => {
  const { client, tableName: TableName } = simulatedStore(1);
  const Key = { pk: 'scope', sk: 'CHECKPOINT' };
  const update = (input: Partial<UpdateCommandInput>) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET a = :a',
        ExpressionAttributeValues: { ':a': 1 },
        ...input,
      }),
    );

  it('a read that may lag behind', async () => {
    await expect(client.send(new GetCommand({ TableName, Key }))).rejects.toThrow('reads consistently only');
  });

  it('a query that is not of the index', async () => {
    const command = new QueryCommand({ TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :scope' });
    await expect(client.send(command)).rejects.toThrow('only of its index');
  });

  it.each(['a <> :a', 'a = :a OR', '(a = :a', 'a = :a)', 'contains(a, :a)', 'a BETWEEN :a OR :a'])(
    'the condition %s',
    async (condition) => {
      await expect(update({ ConditionExpression: condition })).rejects.toThrow('does not know the condition');
    },
  );

  it.each(['ADD a :a', 'SET a = a + :a', 'SET a = :a DELETE b', 'REMOVE b SET a = :a'])(
    'the update %s',
    async (expression) => {
      await expect(update({ UpdateExpression: expression })).rejects.toThrow('does not know the update');
    },
  );

  it.each([
    { name: 'a value that is not used', input: { ExpressionAttributeValues: { ':a': 1, ':b': 2 } } },
    { name: 'a value that is not given', input: { UpdateExpression: 'SET a = :a, b = :b' } },
    { name: 'a name that is not given', input: { UpdateExpression: 'SET #a = :a' } },
    { name: 'an update of the key', input: { UpdateExpression: 'SET sk = :a' } },
  ])('$name, as DynamoDB does', async ({ input }) => {
    await expect(update(input)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
