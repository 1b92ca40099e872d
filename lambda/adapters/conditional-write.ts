import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** The answer to a write; undefined if its condition was refused. */
export async function answerOfWrite<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Whether a write took place; false if its condition was refused. */
export const wasWritten = async (write: Promise<unknown>): Promise<boolean> =>
  (await answerOfWrite(write)) !== undefined;
