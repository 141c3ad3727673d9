/** What every text argument of every field must be: well-formed, without NUL, and of a sane length. Storage refuses or mangles the rest. */
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes as PothosSchemaTypesShape,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { RequestError } from '#domain/errors.ts';

/** The longest text argument, in characters. The same for keys, references, ids and names, so that nobody has to look it up. */
const maxTextLength = 255;

/**
 * Refuses text that cannot be kept as it was sent.
 * @throws {RequestError} BAD_USER_INPUT, with the argument's path and without the value
 */
export function assertCleanText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw badInput(path, 'must not contain the character NUL.');
    if (!value.isWellFormed()) throw badInput(path, 'must be well-formed Unicode.');
    if (isLongerThan(value, maxTextLength)) throw badInput(path, `must have at most ${maxTextLength} characters.`);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertCleanText(item, `${path}.${index}`);
  } else if (isPlainObject(value)) {
    for (const [name, item] of Object.entries(value)) assertCleanText(item, path === '' ? name : `${path}.${name}`);
  }
}

/**
 * Refuses an empty text; null and a missing one pass.
 * @throws {RequestError} BAD_USER_INPUT
 */
export function assertNotEmpty(value: string | null | undefined, path: string): void {
  if (value === '') throw badInput(path, 'must not be empty.');
}

/** A mistake in an argument: `errors[]` with BAD_USER_INPUT. The argument’s path is put before the message, which never repeats the value. */
export function badInput(path: string, message: string): RequestError {
  return new RequestError('BAD_USER_INPUT', message, path);
}

/** Characters, not UTF-16 units: a client counts an emoji as one. */
function isLongerThan(text: string, length: number): boolean {
  return text.length > length && [...text].length > length;
}

/** Input objects have no prototype; uploads are promises, dates and URLs have classes of their own, and none of these is text. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

type Resolve = GraphQLFieldResolver<unknown, object, object>;

const pluginName = 'inputRules';
export default pluginName;

/**
 * Applies the rules to each field that has arguments, once, so that a new field cannot forget them. The ids of `node` and `nodes`
 * come decoded by the relay plugin and are only looked up: what cannot be an id is not there.
 */
class InputRulesPlugin<Types extends PothosSchemaTypesShape> extends BasePlugin<Types> {
  override wrapResolve(resolve: Resolve, field: PothosOutputFieldConfig<Types>): Resolve {
    return hasTextArguments(field) ? checked(resolve) : resolve;
  }

  override wrapSubscribe(subscribe: Resolve | undefined, field: PothosOutputFieldConfig<Types>): Resolve | undefined {
    return subscribe !== undefined && hasTextArguments(field) ? checked(subscribe) : subscribe;
  }
}

function hasTextArguments<Types extends PothosSchemaTypesShape>({ args }: PothosOutputFieldConfig<Types>): boolean {
  return Object.values(args).some(({ extensions }) => extensions?.isRelayGlobalID !== true);
}

function checked(resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    assertCleanText({ ...args }, '');
    return resolve(parent, args, context, info);
  };
}

SchemaBuilder.registerPlugin(pluginName, InputRulesPlugin);

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends PothosSchemaTypesShape> {
      inputRules: InputRulesPlugin<Types>;
    }
  }
}
