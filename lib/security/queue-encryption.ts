import type { IKey } from 'aws-cdk-lib/aws-kms';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';

/** Encrypted by the key, or by AWS where there is none, and reached by TLS only. */
export const encryptedBy = (encryptionMasterKey: IKey | undefined): QueueProps => ({
  ...(encryptionMasterKey
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey }
    : { encryption: QueueEncryption.SQS_MANAGED }),
  enforceSSL: true,
});
