import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * In place of `@aws-sdk/credential-provider-node`: Lambda puts the credentials of the role into the environment
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html). The full chain would bring three more
 * clients, to look for credentials in files, containers and instances.
 */
export const defaultProvider = fromEnv;
