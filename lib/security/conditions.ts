/** The `Conditions` of a policy statement. */
type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Every value of a request is one of these, and there is one. `ForAllValues` alone is true of a request without the key:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @param key that may have several values in a request, such as `dynamodb:LeadingKeys`
 */
export const onlyValues = (key: string, values: readonly string[]): Conditions => ({
  'ForAllValues:StringEquals': { [key]: values },
  Null: { [key]: 'false' },
});
