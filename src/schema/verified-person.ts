/** VerifiedPerson: who the document says it is, with KycSex and KycCountry. */
import type { KycCountry, KycSex, VerifiedPerson } from '#domain/record.ts';
import { builder } from './builder.ts';
import { toDay, toInt } from './scalars.ts';

export const KycSexEnum = builder.enumType('KycSex', {
  description: 'The sex that a document states, or that Faceki estimates from a face.',
  values: {
    FEMALE: { description: 'Female.' },
    MALE: { description: 'Male.' },
    UNSPECIFIED: { description: 'The document says X, or something else that is neither.' },
  } satisfies Record<KycSex, { description: string }>,
});

export const KycCountryRef = builder.objectRef<KycCountry>('KycCountry');

builder.objectType(KycCountryRef, {
  description: 'A country, in the forms that Faceki gave.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Its name, as Faceki writes it.' }),
    iso2: t.exposeString('iso2', { nullable: true, description: 'ISO 3166-1 alpha-2, e.g. `BH`.' }),
    iso3: t.exposeString('iso3', { nullable: true, description: 'ISO 3166-1 alpha-3, e.g. `BHR`.' }),
  }),
});

export const VerifiedPersonRef = builder.objectRef<VerifiedPerson>('VerifiedPerson');

builder.objectType(VerifiedPersonRef, {
  description: 'Who the documents say this is. Personal data: read on demand, never kept by the gateway.',
  fields: (t) => ({
    fullName: t.exposeString('fullName', { nullable: true, description: 'The whole name in Latin letters.' }),
    firstName: t.exposeString('firstName', { nullable: true, description: 'The given name.' }),
    middleName: t.exposeString('middleName', { nullable: true, description: 'What stands between the two.' }),
    lastName: t.exposeString('lastName', { nullable: true, description: 'The family name.' }),
    localName: t.exposeString('localName', { nullable: true, description: 'The name in the script of the country.' }),
    dateOfBirth: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of birth; null when it cannot be read without doubt.',
      resolve: ({ dateOfBirth }) => toDay(dateOfBirth),
    }),
    age: t.int({
      nullable: true,
      description: 'The age in years at the time of the verification, as Faceki gives it.',
      resolve: ({ age }) => toInt(age),
    }),
    sex: t.expose('sex', { type: KycSexEnum, nullable: true, description: 'The sex that the document states.' }),
    nationality: t.expose('nationality', {
      type: KycCountryRef,
      nullable: true,
      description: 'The nationality that the document states.',
    }),
  }),
});
