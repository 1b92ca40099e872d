import { PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { SSMContactsClient } from '@aws-sdk/client-ssm-contacts';
import { CannotStartError } from './start-error.ts';

/**
 * Makes sure that the SDK finds credentials before anything is opened or created.
 *
 * @throws CannotStartError
 */
export async function requireCredentials(): Promise<void> {
  const client = new PartnerCentralSellingClient({ region: 'us-east-1' });
  try {
    await client.config.credentials();
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error));
    const profile = process.env.AWS_PROFILE ? `, AWS_PROFILE is ${process.env.AWS_PROFILE}` : '';
    throw new CannotStartError(
      `No AWS credentials (${reason}${profile}). Sign in, for example with \`aws sso login\`, or name a profile: ` +
        'AWS_PROFILE=my-profile npm start -- --live',
    );
  } finally {
    client.destroy();
  }
}

/** The region that the environment or the profile names. */
export async function regionOfMachine(): Promise<string> {
  const client = new SSMContactsClient({});
  try {
    return await client.config.region();
  } catch {
    return 'us-east-1';
  } finally {
    client.destroy();
  }
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
