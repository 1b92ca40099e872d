import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Whether a write took place; not where its condition was refused. */
export async function wasWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
