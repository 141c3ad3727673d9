/** The schema against its specification: nothing missing, nothing narrowed, everything described, and written down. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { failureCodes, failures } from '#domain/failure.ts';
import { schema } from '#schema/index.ts';

const contract = buildSchema(readFileSync('test/fixtures/contract.graphql', 'utf8'));

test('keeps every promise of the contract', () => {
  expect(findBreakingChanges(contract, schema)).toEqual([]);
});

test('gives each field, argument and input of the contract exactly the type that it promises', () => {
  const ours = signaturesOf(schema.getTypeMap());
  const differing = [...signaturesOf(contract.getTypeMap())].filter(
    ([place, type]) => ours.get(place) !== type && ours.has(place),
  );
  expect(differing).toEqual([]);
});

test('has no more than the contract, so that what is added is added on purpose', () => {
  const promised = signaturesOf(contract.getTypeMap());
  expect([...signaturesOf(schema.getTypeMap()).keys()].filter((place) => !promised.has(place))).toEqual([]);
});

test('lists the failure codes of the contract, and a type and an advice on retrying for each', () => {
  const codes = contract.getType('FailureCode');
  expect(isEnumType(codes) && codes.getValues().map(({ name }) => name)).toEqual(failureCodes);
  const lines = readFileSync('test/fixtures/contract.graphql', 'utf8').matchAll(
    /^ {2}(\w+) +# (\w+) +(NEW_IMAGE|SAME_REQUEST|LATER|NEVER)/gm,
  );
  const promised = [...lines].map(([, code = '', type = '', retry = '']) => `${code} ${type} ${retry}`);
  const ours = Object.entries(failures)
    .filter(([, { error }]) => error !== null)
    .map(([code, { error, retry }]) => {
      const type = promised.find((line) => line.startsWith(`${code} `))?.split(' ')[1];
      return `${code} ${type !== undefined && error?.startsWith(type) ? type : error} ${retry}`;
    });
  expect(ours).toEqual(promised);
});

test('is written down in schema.graphql as it is', () => {
  expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(readFileSync('schema.graphql', 'utf8'));
});

test('describes every type, field, argument, input and enum value to the frontend developer', () => {
  expect(undescribed(schema.getTypeMap())).toEqual([]);
});

test('gives fields of one name one type in all members of a union, so that nobody needs an alias', () => {
  const clashes: string[] = [];
  for (const union of Object.values(schema.getTypeMap()).filter(isUnionType)) {
    const seen = new Map<string, string>();
    for (const member of union.getTypes()) {
      for (const field of Object.values(member.getFields())) {
        const type = seen.get(field.name) ?? String(field.type);
        if (type !== String(field.type)) clashes.push(`${union.name}: ${field.name}`);
        seen.set(field.name, type);
      }
    }
  }
  expect(clashes).toEqual([]);
});

test('lets every mutation be null, so that a fault in one takes no paid result along', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter(({ type }) => String(type).endsWith('!'))).toEqual([]);
});

type TypeMap = Readonly<Record<string, GraphQLNamedType>>;

function ownTypes(types: TypeMap): readonly GraphQLNamedType[] {
  return Object.values(types).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
}

function fieldsOf(type: GraphQLNamedType): readonly GraphQLField<unknown, unknown>[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

/** Every place of a schema that has a type, with that type; members, values and interfaces are places too. */
function signaturesOf(types: TypeMap): ReadonlyMap<string, string> {
  const signatures = new Map<string, string>();
  for (const type of ownTypes(types)) {
    signatures.set(type.name, type.constructor.name + (isInputObjectType(type) && type.isOneOf ? ' oneOf' : ''));
    for (const field of fieldsOf(type)) {
      signatures.set(`${type.name}.${field.name}`, String(field.type));
      for (const argument of field.args) {
        signatures.set(`${type.name}.${field.name}(${argument.name})`, signatureOf(argument));
      }
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        signatures.set(`${type.name}.${field.name}`, signatureOf(field));
      }
    }
    if (isEnumType(type)) for (const value of type.getValues()) signatures.set(`${type.name}.${value.name}`, 'value');
    if (isUnionType(type))
      for (const member of type.getTypes()) signatures.set(`${type.name} | ${member.name}`, 'member');
    if (isObjectType(type))
      for (const { name } of type.getInterfaces()) signatures.set(`${type.name} & ${name}`, 'interface');
  }
  return signatures;
}

function signatureOf({ type, defaultValue }: { readonly type: unknown; readonly defaultValue?: unknown }): string {
  return defaultValue === undefined ? String(type) : `${String(type)} = ${JSON.stringify(defaultValue)}`;
}

function undescribed(types: TypeMap): readonly string[] {
  const bare: string[] = [];
  const check = (place: string, description: string | null | undefined) => {
    if (!description?.trim()) bare.push(place);
  };
  for (const type of ownTypes(types)) {
    check(type.name, type.description);
    for (const field of fieldsOf(type)) {
      check(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field.description);
    }
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
  }
  return bare;
}
