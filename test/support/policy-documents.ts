import type { SynthesizedTemplate } from '../../local/synthesized-template.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PolicyDocument {
  /** The logical id of its resource, and the property */
  readonly path: string;
  readonly type: string;
  readonly statements: readonly Statement[];
}

/** Every policy in the template: of roles, who may assume them, queues, topics, keys. */
export const policyDocumentsIn = ({ Resources }: SynthesizedTemplate): PolicyDocument[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    documentsIn(Properties, id).map(([path, statements]) => ({ path, type: Type, statements })),
  );

function documentsIn(value: unknown, path: string): [string, Statement[]][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value) return [[path, [value.Statement].flat() as Statement[]]];
  return Object.entries(value).flatMap(([key, part]) => documentsIn(part, `${path}.${key}`));
}
