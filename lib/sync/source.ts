import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Api } from '../../lambda/core/api.ts';
import { scopePartsOf } from '../../lambda/core/scope-name.ts';

/** One API that is synced: it gets one function, and each of its scopes gets a schedule. */
export interface Source {
  readonly api: Api;
  /** The independently synced lists, at least one. */
  readonly scopes: readonly string[];
  /** Time between two syncs of one scope. */
  readonly rate: Duration;
  /** Nobody asked for these lists by name, so AWS may refuse one that has never been read. */
  readonly isTolerated?: true;
}

/** `ContactEngagements`: the construct id of its function, and the beginning of the names of its settings. */
export const pascalNameOf = ({ name }: Api) =>
  name.replaceAll(/(^|-)([a-z])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());

/** For the ids of constructs, which can hold no slash, and no region that is known at deployment only. */
export function scopeId(construct: IConstruct, scope: string): string {
  const named = (token: string) => {
    if (token === Stack.of(construct).region) return 'own-region';
    // Where it comes from, such as a parameter of the template: that stays the same from one synth to the next.
    return JSON.stringify(Stack.of(construct).resolve(token)).replaceAll(/\W/g, '');
  };
  return scope.replaceAll(/\$\{Token\[[^\]]*\]\}/g, named).replaceAll('/', '-');
}

/** Lets the function call its list, for its own catalogs or regions. */
export function listPermission({ api, scopes }: Source): PolicyStatement {
  const { iamAction, iamCondition } = api.list;
  const values = scopes.map((scope) => scopePartsOf(api, scope)?.[iamCondition.part]);
  return new PolicyStatement({
    actions: [iamAction],
    resources: ['*'],
    conditions: { StringEquals: { [iamCondition.key]: [...new Set(values)] } },
  });
}
