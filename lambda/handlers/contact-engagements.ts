import {
  ListEngagementsCommand,
  type ListEngagementsCommandInput,
  SSMContactsClient,
} from '@aws-sdk/client-ssm-contacts';
import { LIST_CLIENT } from '../adapters/clients.ts';
import type { OpenList } from '../adapters/lister.ts';
import { contactEngagements } from '../apis/contact-engagements.ts';
import { syncHandler } from './sync-handler.ts';

export const openList: OpenList = (region, prepare) => {
  const client = new SSMContactsClient({ region, ...LIST_CLIENT });
  prepare(client.middlewareStack);
  return (input, options) => client.send(new ListEngagementsCommand(input as ListEngagementsCommandInput), options);
};

export const handler = syncHandler(contactEngagements, openList);
