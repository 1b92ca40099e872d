import { CloudFormationClient, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { MiniStack } from './ministack.ts';

/** Those of the resource types that MiniStack refuses, by what it says of a template with nothing else. */
export async function refusedTypes(ministack: MiniStack, types: Iterable<string>): Promise<string[]> {
  const cloudFormation = new CloudFormationClient(ministack.client);
  const refused: string[] = [];
  for (const Type of types) {
    const TemplateBody = JSON.stringify({ Resources: { Alone: { Type } } });
    try {
      await cloudFormation.send(new ValidateTemplateCommand({ TemplateBody }));
    } catch (error) {
      if (!`${error}`.includes('Unrecognized resource types')) throw error;
      refused.push(Type);
    }
  }
  return refused.sort();
}
