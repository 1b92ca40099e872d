/**
 * In place of `@smithy/credential-provider-imds`, which older clients ask for the region of an instance, if their
 * defaults mode is "auto". They do not get as far where Lambda has set the region.
 */
export const getInstanceMetadataEndpoint = () => Promise.reject(new Error('There is no instance metadata in Lambda'));
export const httpRequest = getInstanceMetadataEndpoint;
