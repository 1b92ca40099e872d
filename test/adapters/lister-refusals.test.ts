import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lister } from '../../lambda/ports.ts';
import { inTurn } from '../../local/aws/faults.ts';
import type { ListService } from '../../local/aws/list-service.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { served } from '../support/served.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, leadTo, listerOf, stopped } from '../support/wire-apis.ts';

describe.each([
  {
    wire: INVITATIONS,
    list: "Partner Central's ListEngagementInvitations (invitations/AWS/RECEIVER)",
    permission: 'the role has the permission partnercentral:ListEngagementInvitations',
    prerequisite: 'this AWS account is linked to your AWS Partner Central account',
    off: '-c catalogs=',
  },
  {
    wire: CONTACT_ENGAGEMENTS,
    list: "Incident Manager's ListEngagements (contact-engagements/us-east-2)",
    permission: 'the role has the permission ssm-contacts:ListEngagements',
    prerequisite: 'Incident Manager is set up in this region',
    off: '-c contactEngagementRegions=',
  },
])('$wire.api.name', ({ wire, list, permission, prerequisite, off }) => {
  const { items } = wire.api.list;
  let service: ListService;
  let lister: Lister;

  beforeEach(async () => {
    service = wire.newService();
    leadTo(await service.start(), wire);
    lister = listerOf(wire);
  });
  afterEach(() => stopped(service, wire));

  describe('an answer that is no page', () => {
    const message = `${list} could not be listed to its end (its answer cannot be read)`;

    it.each([
      { name: 'null', body: null },
      { name: 'a text', body: 'text' },
      { name: 'a number', body: 5 },
      { name: 'a list', body: [] },
      { name: 'a text for a list', body: { [items]: 'text' } },
      { name: 'an object for a list', body: { [items]: { 0: {} } } },
      { name: 'a number for a token', body: { [items]: [], NextToken: 5 } },
      { name: 'an object for a token', body: { [items]: [], NextToken: { token: 'x' } } },
    ])('but $name is not taken for an empty page, which would end the list', async ({ body }) => {
      service.faults = inTurn({ body });
      await expect(lister.listPage({})).rejects.toMatchObject({ name: 'ListingError', message, apiCalls: 1 });
    });

    it('counts all the calls that it took', async () => {
      service.faults = inTurn(new ServiceError('InternalServerException', 500), { body: { [items]: 'text' } });
      await expect(lister.listPage({})).rejects.toMatchObject({ name: 'ListingError', message, apiCalls: 2 });
    });

    it.each(['', '<html>Nightingale', `{"${items}":[{"EngagementTitle":Nightingale}]}`])(
      'is not quoted where it is no JSON: "%s"',
      async (text) => {
        leadTo(await served((_, response) => response.end(text)), wire);
        await expect(listerOf(wire).listPage({})).rejects.toMatchObject({ name: 'ListingError', message, apiCalls: 1 });
      },
    );
  });

  describe('a refusal', () => {
    const refuse = (name: string, Message: string) => {
      service.faults = inTurn(new ServiceError(name, 400, { Message }));
    };

    it('of a token says so', async () => {
      await expect(lister.listPage({ token: 'made-up' })).rejects.toThrow(`${list} refused a page token`);
    });

    it.each([
      { name: 'ValidationException', request: {} },
      { name: 'ResourceNotFoundException', request: { token: 'token' } },
    ])('does not blame a token: $name of $request', async ({ name, request }) => {
      refuse(name, 'No');
      const expected = request.token === undefined ? 'ListRefusedError' : 'ListingError';
      await expect(lister.listPage(request)).rejects.toMatchObject({ name: expected });
    });

    it.each([
      ['ThrottlingException', 429],
      ['ThrottlingException', 400],
      ['TooManyRequestsException', 429],
    ])('is not what a busy list answers: %s, %i', async (name, httpStatusCode) => {
      // The SDK client's final error, without the ten seconds of its attempts.
      const busy = Object.assign(new Error('Rate exceeded'), { name, $metadata: { httpStatusCode, attempts: 5 } });
      const listed = listerOf({ ...wire, openList: () => () => Promise.reject(busy) }).listPage({});
      await expect(listed).rejects.toMatchObject({ name: 'ListingError', apiCalls: 5 });
    });

    it('by IAM says which permission is missing, and not to whom', async () => {
      refuse('AccessDeniedException', 'User: arn:aws:sts::123456789012:assumed-role/sync is not authorized');
      const said = 'AccessDeniedException: User: arn:aws:sts::<account>:assumed-role/sync is not authorized';
      await expect(lister.listPage({})).rejects.toMatchObject({
        name: 'ListRefusedError',
        message: `${list} denied access (${said}). Check that ${permission}, and that ${prerequisite}; or switch the list off: ${off}`,
      });
    });

    it.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
      'by the service itself says first what has to be set up: %s',
      async (name) => {
        refuse(name, 'No such list');
        const verb = name === 'AccessDeniedException' ? 'denied access' : 'refused the call';
        await expect(lister.listPage({})).rejects.toMatchObject({
          name: 'ListRefusedError',
          message: `${list} ${verb} (${name}: No such list). Check that ${prerequisite}, and that ${permission}; or switch the list off: ${off}`,
          cause: { name },
        });
      },
    );

    it.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidSignatureException'])(
      'of whoever calls says to sign in again, and nothing of the list: %s',
      async (name) => {
        refuse(name, 'The security token included in the request is expired');
        const refused = lister.listPage({});
        await expect(refused).rejects.toMatchObject({ name: 'ListingError' });
        await expect(refused).rejects.toThrow('Sign in again, for example with `aws sso login`');
      },
    );
  });
});
