/** How things are named and described, so that a client developer can guess the next one. */
import {
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '#schema/index.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const inputTypes = types.filter((type) => isInputObjectType(type));
interface Place {
  readonly path: string;
  readonly name: string;
  readonly type: unknown;
  readonly description: string;
}

/** Every field, argument and input field. */
const places: readonly Place[] = types.flatMap((type): Place[] => {
  const toPlace = (
    owner: string,
    { name, type: fieldType, description }: { name: string; type: unknown; description?: string | null | undefined },
  ) => ({
    path: `${owner}.${name}`,
    name,
    type: fieldType,
    description: description ?? '',
  });
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => toPlace(type.name, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    toPlace(type.name, field),
    ...field.args.map((argument) => toPlace(`${type.name}.${field.name}`, argument)),
  ]);
});

function breaching<T extends { readonly name: string }>(all: readonly T[], pattern: RegExp): readonly string[] {
  return all.map(({ name }) => name).filter((name) => !pattern.test(name));
}

test('types are in PascalCase, fields and arguments in camelCase, enum values in CAPITALS', () => {
  expect(breaching(types, /^([A-Z][a-z0-9]*)+$|^(URL|JSON)$/)).toEqual([]);
  expect(breaching(places, /^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/)).toEqual([]);
  const values = types.flatMap((type) => (isEnumType(type) ? type.getValues() : []));
  expect(breaching(values, /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/)).toEqual([]);
});

test('a name says what a thing is: inputs, filters, keys, results, errors, pages', () => {
  expect(breaching(inputTypes, /(Input|Filter|By)$/)).toEqual([]);
  expect(
    breaching(
      types.filter((type) => isUnionType(type)),
      /Result$/,
    ),
  ).toEqual([]);
  const errors = types.filter(
    (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'VerificationError'),
  );
  expect(errors.length).toBeGreaterThan(10);
  expect(breaching(errors, /Error$/)).toEqual([]);
  const namedErrors = types.filter(({ name }) => name.endsWith('Error') && name !== 'VerificationError');
  expect(namedErrors.map(({ name }) => name).toSorted()).toEqual(errors.map(({ name }) => name).toSorted());
  const pages = types.filter((type) => isObjectType(type) && 'pageInfo' in type.getFields());
  expect(breaching(pages, /Connection$/)).toEqual([]);
});

test('a key that is exactly one of several is a oneOf input', () => {
  const keys = inputTypes.filter(({ name }) => name.endsWith('By'));
  expect(keys.filter((type: GraphQLInputObjectType) => !type.isOneOf)).toEqual([]);
});

test('a mutation is a verb, takes one input of its own, and answers with a union or a payload of its own', () => {
  for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const own = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect(name).toMatch(/^(verify|search|enroll|analyze|create|erase|face)[A-Z]/);
    expect(args.map((argument) => `${argument.name}: ${argument.type}`)).toEqual([`input: ${own}Input!`]);
    expect([`${own}Result`, `${own}Payload`]).toContain(getNamedType(type).name);
  }
});

test('lists hold no nulls, but for nodes that were asked for by their ids', () => {
  const holed = places.filter(({ type }) => {
    const list = isNonNullType(type) ? type.ofType : type;
    return isListType(list) && !isNonNullType(list.ofType);
  });
  expect(holed.map(({ path }) => path)).toEqual(['Query.nodes']);
});

test('ids are IDs, moments end in At, days in On or Birth', () => {
  const named = (pattern: RegExp) => places.filter(({ name }) => pattern.test(name));
  const typeOf = ({ type }: Place) => String(type).replaceAll(/[[\]!]/g, '');
  expect(
    named(/(^id|Ids?)$/)
      .filter((place) => !/^(ID)$/.test(typeOf(place)))
      .map(({ path }) => path),
  ).toEqual([]);
  const moments = places.filter((place) => typeOf(place) === 'DateTime');
  expect(moments.filter(({ name }) => !/(At|^at|After|Before)$/.test(name)).map(({ path }) => path)).toEqual([]);
  const days = places.filter((place) => typeOf(place) === 'Date');
  expect(days.filter(({ name }) => !/(On|Birth)$/.test(name)).map(({ path }) => path)).toEqual([]);
});

test('descriptions are sentences: a capital, an end, no double space, nothing left to do, more than the name again', () => {
  const described = [
    ...places,
    ...types.map(({ name, description }) => ({ path: name, name, description: description ?? '' })),
    ...types.flatMap((type) =>
      isEnumType(type)
        ? type
            .getValues()
            .map(({ name, description }) => ({ path: `${type.name}.${name}`, name, description: description ?? '' }))
        : [],
    ),
  ];
  expect(described.length).toBeGreaterThan(200);
  const isValueOf = (name: string) => /^[A-Z_]+$/.test(name);
  const words = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const bad = described.filter(
    ({ name, description }) =>
      !/^[A-Z`\d]/.test(description) ||
      !/[.?!)`…]$/.test(description) ||
      /\s\s|\s$|TODO|FIXME|XXX|tbd/i.test(description) ||
      (!isValueOf(name) && words(description) === words(name)),
  );
  expect(bad.map(({ path, description }) => `${path}: ${description}`)).toEqual([]);
});

test('our scalars say where they are specified, but for files', () => {
  const bare = types.filter((type) => isScalarType(type) && !type.specifiedByURL).map(({ name }) => name);
  expect(bare.toSorted()).toEqual(['Upload']);
});
