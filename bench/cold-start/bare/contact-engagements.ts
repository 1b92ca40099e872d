import { ListEngagementsCommand, SSMContactsClient } from '@aws-sdk/client-ssm-contacts';
import { bareHandler } from './bare-handler.ts';

export const handler = bareHandler(SSMContactsClient, ListEngagementsCommand);
