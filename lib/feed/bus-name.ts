import { Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IConstruct } from 'constructs';

/**
 * The name of a bus in a request of the stack of `scope`: by its name where it is in the account and region of the stack
 * for sure, by its ARN where it may be elsewhere. EventBridge looks for a name in the caller's own account. If it finds
 * none, it still says that it took the events.
 */
export function busNameFor(
  scope: IConstruct,
  { eventBusName, eventBusArn, env }: Pick<IEventBus, 'eventBusName' | 'eventBusArn' | 'env'>,
): string {
  const stack = Stack.of(scope);
  // Resolved, because the parts of an ARN that was made in the stack are other tokens for the same account and region.
  const isSame = (own: string, other: string) =>
    JSON.stringify(stack.resolve(own)) === JSON.stringify(stack.resolve(other));
  return isSame(stack.account, env.account) && isSame(stack.region, env.region) ? eventBusName : eventBusArn;
}
