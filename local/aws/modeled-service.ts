import type { ReceivedRequest } from './faults.ts';
import { type Answer, JsonServer, unknownOperation, type WireRequest } from './json-protocol.ts';
import { type InputValidator, inputValidator, type Violation } from './model-validation.ts';
import type { ServiceError } from './service-error.ts';
import type { ServiceModel } from './service-model.ts';

/** A service of one operation that refuses what the operation's published model does not allow. */
export abstract class ModeledService extends JsonServer {
  private readonly target: string;
  private readonly violationIn: InputValidator;

  constructor(model: ServiceModel) {
    super(model.metadata.jsonVersion);
    this.target = `${model.metadata.targetPrefix}.${model.operation.name}`;
    this.violationIn = validatorOf(model);
  }

  /** @throws ServiceError */
  protected abstract perform(request: ReceivedRequest): unknown;
  protected abstract invalid(violation: Violation): ServiceError;

  protected override answer(request: WireRequest): Answer {
    if (request.target !== this.target) throw unknownOperation();
    const violation = this.violationIn(request.input);
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
