import type { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';

/** Encrypted by the key, or else by AWS. It takes requests by TLS only. */
export const encryptedBy = (encryptionMasterKey: IKey | undefined): QueueProps => ({
  ...(encryptionMasterKey
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey }
    : { encryption: QueueEncryption.SQS_MANAGED }),
  enforceSSL: true,
});
