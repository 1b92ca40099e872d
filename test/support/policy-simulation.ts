import { runSimulation } from '@cloud-copilot/iam-simulate';

const VERSION = '2012-10-17';
const policyOf = (Statement: readonly unknown[]) => ({ Version: VERSION, Statement });
const ANYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A request to AWS, by a role. */
export interface SimulatedRequest {
  readonly account: string;
  /** That the account is in. */
  readonly organization?: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** What else the service knows of the request, by the names of condition keys. */
  readonly context?: Readonly<Record<string, string | string[]>>;
}

export interface SimulatedPolicies {
  /** Of the role. @default - it may do anything, as far as its account is asked */
  readonly identity?: readonly unknown[];
  /** Of the resource. */
  readonly resource?: readonly unknown[];
}

/**
 * Whether IAM allows a request, by a simulation that knows each action, its resources and its condition keys.
 *
 * @throws where the policies or the request are none that AWS would take
 */
export async function isAllowed(policies: SimulatedPolicies, request: SimulatedRequest): Promise<boolean> {
  const { account, organization, action, resource, context } = request;
  const { identity = [ANYTHING], resource: ofResource } = policies;
  const contextVariables = {
    'aws:PrincipalAccount': account,
    ...(organization !== undefined && { 'aws:PrincipalOrgID': organization }),
    ...context,
  };
  const simulated = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/deployment`,
        action,
        resource: { resource, accountId: resource.split(':')[4] ?? '' },
        contextVariables,
      },
      identityPolicies: identity.length > 0 ? [{ name: 'identity', policy: policyOf(identity) }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: ofResource && policyOf(ofResource),
    },
    {},
  );
  if (simulated.resultType !== 'single') throw new Error(`Not simulated: ${JSON.stringify(simulated)}`);
  // A condition on a key that the action does not have would prove nothing.
  const { ignoredContextKeys = [] } = simulated.result;
  if (ignoredContextKeys.length > 0) throw new Error(`${action} has no ${ignoredContextKeys.join(', ')}`);
  return simulated.overallResult === 'Allowed';
}
