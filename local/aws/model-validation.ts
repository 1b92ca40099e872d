import { Ajv, type ErrorObject } from 'ajv';
import type { ServiceModel, Shape } from './service-model.ts';

export interface Violation {
  /** `Status/0`; empty if the input as a whole is invalid */
  readonly field: string;
  /** The JSON Schema keyword that is violated, `format` for a pattern. */
  readonly rule: string;
  readonly message: string;
}

export type InputValidator = (input: unknown) => Violation | undefined;

/** Checks an input as the service does, against the model of its operation. Ignores members that the model lacks. */
export function inputValidator(model: ServiceModel): InputValidator {
  const ajv = new Ajv({ verbose: true });
  const definitions: Record<string, object> = {};
  for (const [name, shape] of Object.entries(model.shapes)) {
    if (shape.pattern !== undefined) ajv.addFormat(name, wholeMatch(shape.pattern));
    definitions[name] = schemaOf(name, shape);
  }
  const validate = ajv.compile({ ...referenceTo(model.operation.input.shape), definitions });
  return (input) => {
    if (validate(input)) return undefined;
    const [first] = validate.errors ?? [];
    return first && violationOf(first);
  };
}

const referenceTo = (shape: string) => ({ $ref: `#/definitions/${shape}` });

function schemaOf(name: string, shape: Shape): object {
  switch (shape.type) {
    case 'structure':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape.members ?? {}).map(([member, { shape }]) => [member, referenceTo(shape)]),
        ),
        required: shape.required ?? [],
      };
    case 'list':
      return defined({
        type: 'array',
        items: shape.member && referenceTo(shape.member.shape),
        minItems: shape.min,
        maxItems: shape.max,
      });
    case 'string':
      return defined({
        type: 'string',
        minLength: shape.min,
        maxLength: shape.max,
        enum: shape.enum,
        format: shape.pattern === undefined ? undefined : name,
      });
    case 'integer':
      return defined({ type: 'integer', minimum: shape.min, maximum: shape.max });
    case 'timestamp':
      return { type: shape.timestampFormat === 'iso8601' ? 'string' : 'number' };
    default:
      throw new Error(`No rule for a shape of type "${shape.type}" (${name})`);
  }
}

const defined = (schema: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));

/**
 * The models' patterns are Java's: the whole text must match, and a leading (?s) lets the dot match line breaks.
 * They become formats, because JSON Schema's own `pattern` takes no flags.
 */
function wholeMatch(pattern: string): RegExp {
  const dotAll = pattern.startsWith('(?s)');
  return new RegExp(`^(?:${dotAll ? pattern.slice(4) : pattern})$`, dotAll ? 'su' : 'u');
}

function violationOf({ instancePath, keyword, params, data, message }: ErrorObject): Violation {
  const parent = instancePath.slice(1);
  if (keyword === 'required') {
    const field = [parent, params.missingProperty].filter(Boolean).join('/');
    return { field, rule: keyword, message: `${field} is required` };
  }
  const reason = keyword === 'enum' ? `must be one of ${params.allowedValues.join(', ')}` : message;
  return { field: parent, rule: keyword, message: `Value ${JSON.stringify(data)} at '${parent}' ${reason}` };
}
