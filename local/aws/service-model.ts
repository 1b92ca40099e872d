import { readFileSync } from 'node:fs';

/** The part that we read of a model that AWS publishes for its SDKs. */
export interface ServiceModel {
  readonly metadata: { readonly jsonVersion: string; readonly targetPrefix: string };
  readonly operation: { readonly name: string; readonly input: ShapeReference };
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface ShapeReference {
  readonly shape: string;
}

export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly required?: readonly string[];
  readonly member?: ShapeReference;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly timestampFormat?: string;
}

export type Input = Readonly<Record<string, unknown>>;

const models = new Map<string, ServiceModel>();

/** The model of `PutEvents` is in models/put-events.json, an excerpt of AWS's own. */
export function modelOf(operation: string): ServiceModel {
  const name = operation.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  const model = models.get(name) ?? JSON.parse(readFileSync(new URL(`models/${name}.json`, import.meta.url), 'utf8'));
  models.set(name, model);
  return model;
}
