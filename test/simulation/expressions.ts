import { type Item, invalid } from './item-limits.ts';

/** A parsed condition. */
export type Condition = (item: Item, values: Item) => boolean;
type Operand = (item: Item, values: Item) => unknown;

interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/**
 * The expressions with their `#names` replaced.
 *
 * @throws DynamoDB's error for a placeholder that is not defined, or defined but not used
 */
export function withNames<E extends string | undefined>(request: Placeholders, expressions: readonly E[]): E[] {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = request;
  const used = new Set(expressions.flatMap((expression) => expression?.match(/[#:]\w+/g) ?? []));
  const given = new Set([...Object.keys(names), ...Object.keys(values)]);
  for (const name of used) if (!given.has(name)) throw invalid(`An expression uses ${name}, which is not defined`);
  for (const name of given) if (!used.has(name)) throw invalid(`${name} is unused in expressions`);
  return expressions.map((expression) => expression?.replace(/#\w+/g, (name) => names[name] ?? name) as E);
}

const UPDATE = /^(?:SET (\w+ = :\w+(?:, \w+ = :\w+)*))? ?(?:REMOVE (\w+(?:, \w+)*))?$/;

/** Applies `SET a = :a, b = :b REMOVE c, d` to an item. */
export function updated(item: Item, expression: string, values: Item): Item {
  const form = expression === '' ? undefined : UPDATE.exec(expression);
  if (!form) throw new Error(`The simulated table does not know the update ${expression}`);
  const [, set = '', remove = ''] = form;
  const after = { ...item };
  for (const [, name = '', value = ''] of set.matchAll(/(\w+) = (:\w+)/g)) after[name] = values[value];
  for (const [name] of remove.matchAll(/\w+/g)) delete after[name];
  if (after.pk !== item.pk || after.sk !== item.sk) throw invalid('This attribute is part of the key');
  return after;
}

const parsed = new Map<string, Condition>();

/** Parses a condition. It must have one of the forms in `Parser`, which the adapters send. */
export function condition(expression: string): Condition {
  const known = parsed.get(expression) ?? new Parser(expression).condition();
  parsed.set(expression, known);
  return known;
}

class Parser {
  readonly #tokens: string[];

  constructor(private readonly expression: string) {
    this.#tokens = expression.match(/[(),]|[<>]=?|=|[^\s(),<>=]+/g) ?? [];
  }

  condition(): Condition {
    const all = this.#or();
    if (this.#tokens.length > 0) throw this.#unknown();
    return all;
  }

  #or(): Condition {
    const either = this.#and();
    if (!this.#takes('OR')) return either;
    const or = this.#or();
    return (item, values) => either(item, values) || or(item, values);
  }

  #and(): Condition {
    const both = this.#not();
    if (!this.#takes('AND')) return both;
    const and = this.#and();
    return (item, values) => both(item, values) && and(item, values);
  }

  #not(): Condition {
    if (!this.#takes('NOT')) return this.#single();
    const not = this.#not();
    return (item, values) => !not(item, values);
  }

  #single(): Condition {
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (this.#takes('attribute_not_exists')) {
      this.#expect('(');
      const operand = this.#operand();
      this.#expect(')');
      return (item, values) => operand(item, values) === undefined;
    }
    const [left, comparator] = [this.#operand(), this.#tokens.shift()];
    const right = this.#operand();
    const holds = (test: (order: number) => boolean, other: Operand) => (item: Item, values: Item) => {
      const order = compare(left(item, values), other(item, values));
      return order !== undefined && test(order);
    };
    if (comparator === '=') return holds((order) => order === 0, right);
    if (comparator === '>=') return holds((order) => order >= 0, right);
    if (comparator !== 'BETWEEN') throw this.#unknown();
    this.#expect('AND');
    const upper = this.#operand();
    const [isFrom, isTo] = [holds((order) => order >= 0, right), holds((order) => order <= 0, upper)];
    return (item, values) => {
      const order = compare(right(item, values), upper(item, values));
      if (order !== undefined && order > 0) throw invalid('The upper bound of BETWEEN is below the lower bound');
      return isFrom(item, values) && isTo(item, values);
    };
  }

  #operand(): Operand {
    const token = this.#tokens.shift() ?? '';
    if (!/^:?\w+$/.test(token)) throw this.#unknown();
    return token.startsWith(':') ? (_, values) => values[token] : (item) => item[token];
  }

  #takes(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(token: string): void {
    if (!this.#takes(token)) throw this.#unknown();
  }

  #unknown(): Error {
    return new Error(`The simulated table does not know the condition ${this.expression}`);
  }
}

/** Undefined if one is missing, or their types differ: then no comparison holds. */
function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return undefined;
}

/** JavaScript orders texts like their bytes in UTF-8, except for these. */
const OTHER_ORDER = /[\ud800-\uffff]/;

/** DynamoDB compares texts by their bytes in UTF-8. */
export function compareTexts(a: string, b: string): number {
  if (OTHER_ORDER.test(a) || OTHER_ORDER.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
