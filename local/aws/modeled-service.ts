import type { ReceivedRequest } from './faults.ts';
import { type Answer, JsonServer, unknownOperation, type WireRequest } from './json-protocol.ts';
import { type InputValidator, inputValidator, type Violation } from './model-validation.ts';
import type { ServiceError } from './service-error.ts';
import { modelOf, type ServiceModel } from './service-model.ts';

/** A service that refuses requests against the published models of its operations. */
export abstract class ModeledService extends JsonServer {
  private readonly validators: ReadonlyMap<string, InputValidator>;

  constructor(operations: readonly string[]) {
    const models = operations.map(modelOf);
    super(models[0]?.metadata.jsonVersion ?? '1.0');
    this.validators = new Map(
      models.map((model) => [`${model.metadata.targetPrefix}.${model.operation.name}`, validatorOf(model)]),
    );
  }

  /** @throws ServiceError */
  protected abstract perform(request: ReceivedRequest): unknown;
  protected abstract invalid(violation: Violation): ServiceError;

  protected override answer(request: WireRequest): Answer {
    const violationIn = this.validators.get(request.target);
    if (!violationIn) throw unknownOperation();
    const violation = violationIn(request.input);
    if (violation) throw this.invalid(violation);
    return this.json(200, this.perform(request));
  }
}

/** A test run starts many services, and compiling a model takes its time. */
const validators = new WeakMap<ServiceModel, InputValidator>();

function validatorOf(model: ServiceModel): InputValidator {
  const validator = validators.get(model) ?? inputValidator(model);
  validators.set(model, validator);
  return validator;
}
