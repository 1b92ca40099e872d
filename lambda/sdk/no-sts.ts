/**
 * In place of `@aws-sdk/client-sts`, which older clients import to assume the roles of a profile. The credentials come
 * from the environment, and nothing has to be added to the way there.
 */
export const decorateDefaultCredentialProvider = <Provider>(provider: Provider): Provider => provider;
