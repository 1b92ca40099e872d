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
    remedy:
      'Check that the role has the permission partnercentral:ListEngagementInvitations, and that this AWS account is ' +
      'linked to your AWS Partner Central account',
  },
  {
    wire: CONTACT_ENGAGEMENTS,
    list: "Incident Manager's ListEngagements (contact-engagements/us-east-2)",
    remedy:
      'Check that the role has the permission ssm-contacts:ListEngagements, and that Incident Manager is set up in ' +
      'this region',
  },
])('$wire.api.name', ({ wire, list, remedy }) => {
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
      await expect(lister.listPage(request)).rejects.toMatchObject({ name: 'ListingError' });
    });

    it('of access says what is missing, and not to whom', async () => {
      refuse('AccessDeniedException', 'User: arn:aws:sts::123456789012:assumed-role/sync is not authorized');
      await expect(lister.listPage({})).rejects.toMatchObject({ message: `${list} denied access. ${remedy}` });
    });

    it('of any other kind is named', async () => {
      refuse('ResourceNotFoundException', 'No such list');
      await expect(lister.listPage({})).rejects.toMatchObject({
        message: `${list} could not be listed to its end (ResourceNotFoundException: No such list)`,
        cause: { name: 'ResourceNotFoundException' },
      });
    });
  });
});
