import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ListEngagementInvitationsCommand,
  type ListEngagementInvitationsCommandInput,
  PartnerCentralSellingServiceException,
} from '@aws-sdk/client-partnercentral-selling';
import { ListEngagementsCommand, SSMContactsServiceException } from '@aws-sdk/client-ssm-contacts';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../lambda/adapters/answer-json.ts';
import { partnerCentralClient, ssmContactsClient } from '../local/aws/clients.ts';
import { served } from '../support/served.ts';

type Answers = ReturnType<typeof readAnswers>;

/** Stock clients that make two attempts. */
const CLIENT = { maxAttempts: 2 };

describe.each([
  {
    name: 'invitations',
    exception: PartnerCentralSellingServiceException,
    open(url: string, { readFrom }: Answers) {
      const client = partnerCentralClient(url, CLIENT);
      readFrom(client.middlewareStack);
      const request = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } satisfies ListEngagementInvitationsCommandInput;
      return (NextToken: string) => client.send(new ListEngagementInvitationsCommand({ ...request, NextToken }));
    },
  },
  {
    name: 'contact engagements',
    exception: SSMContactsServiceException,
    open(url: string, { readFrom }: Answers) {
      const client = ssmContactsClient(url, CLIENT);
      readFrom(client.middlewareStack);
      return (NextToken: string) => client.send(new ListEngagementsCommand({ NextToken }));
    },
  },
])('the answers of $name', ({ exception, open }) => {
  interface Planned {
    readonly status?: number;
    readonly body: string;
    readonly delayMs?: number;
  }

  /** A client of a list that gives each planned answer to a token once, then repeats the last one. */
  async function listThatAnswers(plan: (token: string) => readonly Planned[]) {
    const asked: string[] = [];
    const url = await served(async (request, response) => {
      const { NextToken: token } = JSON.parse(await text(request));
      const planned = plan(token);
      const {
        status = 200,
        body,
        delayMs = 0,
      } = planned[asked.filter((each) => each === token).length] ?? planned.at(-1) ?? { body: '' };
      asked.push(token);
      await sleep(delayMs);
      response.writeHead(status).end(body);
    });
    const answers = readAnswers();
    return { asked, list: open(url, answers), jsonOf: answers.jsonOf };
  }

  const errorBody = (name: string) => JSON.stringify({ __type: name, Message: `Because of ${name}`, Reason: 'OTHER' });

  it('are handed over as they are, where the client would lose the page with one value of it', async () => {
    const json = {
      Engagements: [{ StartTime: 'next tuesday' }, null, { Sender: '\ud83d' }],
      EngagementInvitationSummaries: [{ InvitationDate: 5 }, 'text', { EngagementTitle: '\ud83d' }],
      NextToken: { is: 'none' },
    };
    const { list, jsonOf } = await listThatAnswers(() => [{ body: JSON.stringify(json) }]);
    const output = await list('first');
    expect(jsonOf(output)).toStrictEqual(json);
    expect(output.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
  });

  it.each([
    { status: 400, name: 'ValidationException', attempts: 1 },
    { status: 400, name: 'AccessDeniedException', attempts: 1 },
    { status: 429, name: 'ThrottlingException', attempts: 2 },
    { status: 500, name: 'InternalServerException', attempts: 2 },
  ])('of status $status stay errors of the client: $name', async ({ status, name, attempts }) => {
    const { list, asked } = await listThatAnswers(() => [{ status, body: errorBody(name) }]);
    const error = await list('first').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(exception);
    expect(error).toMatchObject({ name, message: `Because of ${name}`, Reason: 'OTHER' });
    expect(error.$metadata).toMatchObject({ httpStatusCode: status, attempts });
    expect(asked).toHaveLength(attempts);
  });

  it('are read once an error is over, and every attempt is counted', async () => {
    const answers = [{ status: 500, body: errorBody('InternalServerException') }, { body: '{"is":"read"}' }];
    const { list, jsonOf } = await listThatAnswers(() => answers);
    const output = await list('first');
    expect(jsonOf(output)).toEqual({ is: 'read' });
    expect(output.$metadata.attempts).toBe(2);
  });

  it.each(['', 'no JSON', '<html></html>', '{"NextToken":'])('fail where they are no JSON: "%s"', async (body) => {
    const { list, asked } = await listThatAnswers(() => [{ body }]);
    const error = await list('first').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.$metadata.attempts).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('are each of its own call, however many calls there are at once', async () => {
    const tokens = Array.from({ length: 30 }, (_, number) => String(number));
    // As long as a real page, so they arrive in pieces, all at the same time.
    const answerTo = (token: string) => ({ token, page: token.repeat(100_000) });
    const answerMs = performance.now() + 300;
    const plan = (token: string) => {
      const kind = Number(token) % 5;
      const error = (status: number, name: string) => ({ status, body: errorBody(name) });
      const answer = { body: JSON.stringify(answerTo(token)), delayMs: Math.max(0, answerMs - performance.now()) };
      if (kind === 1) return [error(500, 'InternalServerException'), answer];
      return [kind === 2 ? error(400, 'ValidationException') : answer];
    };
    const { list, jsonOf } = await listThatAnswers(plan);
    const outputs = await Promise.all(tokens.map((token) => list(token).catch((error: Error) => error)));
    const outcomes = outputs.map((output) => (output instanceof Error ? output.name : jsonOf(output)));
    expect(outcomes).toEqual(
      tokens.map((token) => (Number(token) % 5 === 2 ? 'ValidationException' : answerTo(token))),
    );
  });
});
