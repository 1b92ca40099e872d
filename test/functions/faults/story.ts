import type { World } from '../../../local/aws/world.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Changes in one list, and the events that must follow from them, whatever goes wrong. */
export interface Story {
  readonly scope: string;
  /** The state that the first sync finds. */
  begin(world: World): void;
  goOn(world: World): void;
  /** By resource, in the order of their `sequence`: detail-type, sequence, then `previous` or the threshold. */
  readonly events: Readonly<Record<string, readonly string[]>>;
}

const dateIn = (ms: number) => new Date(Date.now() + ms).toISOString();

/**
 * An invitation is created, one accepted, one updated, one about to expire, one declined, one created and answered. No
 * deadline is nearer than a day to a threshold. So a clock that is a day off crosses only thresholds that would be crossed
 * anyway.
 *
 * @param round distinguishes the resources of several stories in one world
 */
export function invitationStory(round = 0): Story {
  const id = (number: number) => `engi-${String(round).padStart(6, '0')}${String(number).padStart(7, '0')}`;
  const dates = { before: dateIn(14 * DAY_MS), soon: dateIn(2.5 * DAY_MS) };
  const invite = ({ partnerCentral }: World, number: number, members: Record<string, unknown> = {}) =>
    partnerCentral.invite({
      Id: id(number),
      Catalog: 'AWS',
      ParticipantType: 'RECEIVER',
      Status: 'PENDING',
      EngagementTitle: 'Before',
      InvitationDate: dateIn(-number * 60_000),
      ExpirationDate: dates.before,
      ...members,
    });
  return {
    scope: 'invitations/AWS/RECEIVER',
    begin(world) {
      for (const number of [1, 2, 3, 4]) invite(world, number);
      invite(world, 5, { Status: 'ACCEPTED' });
    },
    goOn(world) {
      const { partnerCentral } = world;
      partnerCentral.change(id(1), { Status: 'ACCEPTED', EngagementTitle: 'After' });
      partnerCentral.change(id(2), { EngagementTitle: 'After' });
      partnerCentral.change(id(3), { ExpirationDate: dates.soon });
      partnerCentral.change(id(4), { Status: 'REJECTED' });
      invite(world, 6, { ExpirationDate: dates.soon });
      invite(world, 7, { Status: 'EXPIRED' });
    },
    events: {
      [id(1)]: ['Created 1', 'Accepted 2 {"engagementTitle":"Before","status":"PENDING"}'],
      [id(2)]: ['Created 1', 'Updated 2 {"engagementTitle":"Before"}'],
      [id(3)]: ['Created 1', `Updated 2 {"expirationDate":"${dates.before}"}`, 'Expiring 3 P3D'],
      [id(4)]: ['Created 1', 'Rejected 2 {"status":"PENDING"}'],
      [id(6)]: ['Created 1', 'Expiring 2 P3D'],
      [id(7)]: ['Created 1'],
    },
  };
}

/** One engagement starts, one stops, one starts and stops; another had stopped long before. */
export function contactEngagementStory(round = 0): Story {
  const arn = (number: number) => `arn:aws:ssm-contacts:us-east-1:111122223333:engagement/akuam/${round}-${number}`;
  const nowSeconds = Date.now() / 1000;
  const engage = ({ incidentManager }: World, number: number, members: Record<string, unknown> = {}) =>
    incidentManager.engage({
      EngagementArn: arn(number),
      ContactArn: 'arn:aws:ssm-contacts:us-east-1:111122223333:contact/akuam',
      Sender: 'cli',
      StartTime: nowSeconds - number * 60,
      ...members,
    });
  return {
    scope: 'contact-engagements/us-east-1',
    begin(world) {
      for (const number of [1, 2]) engage(world, number);
      engage(world, 3, { StopTime: nowSeconds });
    },
    goOn(world) {
      world.incidentManager.change(arn(1), { StopTime: nowSeconds });
      engage(world, 4);
      engage(world, 5, { StopTime: nowSeconds });
    },
    events: {
      [arn(1)]: ['Started 1', 'Stopped 2 {}'],
      [arn(2)]: ['Started 1'],
      [arn(4)]: ['Started 1'],
      [arn(5)]: ['Started 1'],
    },
  };
}

export const STORIES = { invitations: invitationStory, 'contact engagements': contactEngagementStory };
