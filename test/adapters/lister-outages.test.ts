import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../local/aws/faults.ts';
import type { ListService } from '../../local/aws/list-service.ts';
import { ServiceError } from '../../local/aws/service-error.ts';
import { served } from '../support/served.ts';
import { CONTACT_ENGAGEMENTS, INVITATIONS, leadTo, listerOf, stopped } from '../support/wire-apis.ts';

const msOf = async (work: () => Promise<unknown>) => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

/** Faults of the wire: a simulated list has no connections. */
describe.each([INVITATIONS, CONTACT_ENGAGEMENTS])('$api.name', (wire) => {
  const page = { [wire.api.list.items]: [{ found: true }] };
  const found = { items: [{ found: true }] };
  let service: ListService;

  /** Tests run at the same time, since they mostly wait. The token tells which test a request belongs to. */
  const faultsOf = new Map<string, Fault[]>();
  const requestsOf = (token: string) => service.requests.filter(({ input }) => input.NextToken === token).length;
  const list = (token: string, faults: readonly Fault[], timeLeftMs?: number) => {
    faultsOf.set(token, [...faults]);
    return listerOf(wire).listPage({ token, ...(timeLeftMs !== undefined && { timeLeftMs }) });
  };

  beforeAll(async () => {
    service = wire.newService();
    service.faults = ({ input }) => faultsOf.get(String(input.NextToken))?.shift() ?? { body: page };
    leadTo(await service.start(), wire);
  });
  afterAll(() => stopped(service, wire));

  describe.concurrent('a list that fails for a while', () => {
    it.each<{ name: string; faults: Fault[] }>([
      { name: 'throttles', faults: [new ServiceError('ThrottlingException', 429, { Message: 'Rate exceeded' })] },
      { name: 'drops the connection', faults: ['drop', 'drop'] },
    ])('is asked again when it $name, and counts as many calls as have arrived', async ({ name, faults }) => {
      expect(await list(name, faults)).toEqual({ ...found, apiCalls: faults.length + 1 });
      expect(requestsOf(name)).toBe(faults.length + 1);
    });
  });

  describe.concurrent('a list that hangs', () => {
    it('is given up when time is over', async () => {
      const ms = await msOf(() =>
        expect(list('hang', ['hang'], 1300)).rejects.toMatchObject({
          name: 'ListingError',
          message: expect.stringContaining('could not be listed to its end (AbortError'),
        }),
      );
      expect(ms).toBeGreaterThanOrEqual(1290);
      expect(ms).toBeLessThan(3000);
    });

    it.each([5000.25, 1000.5, 44_990.75])('may have a fraction of a millisecond left: %f', async (timeLeftMs) => {
      expect(await list(`fraction ${timeLeftMs}`, [], timeLeftMs)).toMatchObject(found);
    });

    it.each([0, -5000, 1])('has a second at least, however short the time: %i ms', async (timeLeftMs) => {
      const ms = await msOf(() =>
        expect(list(`short ${timeLeftMs}`, ['hang'], timeLeftMs)).rejects.toThrow('AbortError'),
      );
      expect(ms).toBeGreaterThanOrEqual(950);
    });
  });

  describe('an answer that stops in the middle', () => {
    const text = JSON.stringify(page);

    it('is asked for again when the connection breaks, and each call is counted', async () => {
      let answers = 0;
      const url = await served((_, response) => {
        answers += 1;
        if (answers < 3) response.write(text.slice(0, answers * 9), () => response.destroy());
        else response.end(text);
      });
      leadTo(url, wire);
      expect(await listerOf(wire).listPage({})).toEqual({ ...found, apiCalls: 3 });
      expect(answers).toBe(3);
    });

    it('is given up when time is over', async () => {
      let answers = 0;
      const url = await served((_, response) => {
        answers += 1;
        response.write(text.slice(0, 20));
      });
      leadTo(url, wire);
      const ms = await msOf(() =>
        expect(listerOf(wire).listPage({ timeLeftMs: 1000 })).rejects.toMatchObject({
          name: 'ListingError',
          message: expect.stringContaining('AbortError'),
        }),
      );
      expect(answers).toBe(1);
      expect(ms).toBeGreaterThanOrEqual(950);
      expect(ms).toBeLessThan(3000);
    });
  });
});
