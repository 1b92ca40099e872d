import type { Fields } from '../../lambda/core/fields.ts';
import { harmless } from './readable.ts';

export interface ResourceName {
  readonly id: string;
  readonly title: string;
}

/** Names a resource for people: an invitation by its id and title, a page by the beginning of its UUID and its contact. */
export function nameOf(fields: Fields): ResourceName {
  const { id, engagementTitle, arn, contactArn } = fields;
  if (id !== undefined) return { id: harmless(id), title: harmless(engagementTitle ?? '(no title)') };
  const [uuid, contact] = [lastPart(arn), lastPart(contactArn)];
  return {
    id: harmless(`${uuid.slice(0, 8)}…`),
    title: harmless(contact === '' ? '(no contact)' : `contact ${contact}`),
  };
}

const lastPart = (arn = '') => arn.slice(arn.lastIndexOf('/') + 1);
