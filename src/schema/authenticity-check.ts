/** AuthenticityCheck: one of the checks that Faceki made on the way to its decision. */
import type { AuthenticityCheck, CheckSeverity } from '#domain/record.ts';
import { builder } from './builder.ts';
import { toInt } from './scalars.ts';

const CheckSeverityEnum = builder.enumType('CheckSeverity', {
  description: 'How much a failed check weighs, in Faceki’s eyes.',
  values: {
    LOW: { description: 'A remark.' },
    MEDIUM: { description: 'Worth a look.' },
    HIGH: { description: 'A strong sign that something is wrong.' },
  } satisfies Record<CheckSeverity, { description: string }>,
});

export const AuthenticityCheckRef = builder.objectRef<AuthenticityCheck>('AuthenticityCheck');

builder.objectType(AuthenticityCheckRef, {
  description: 'One check: V2’s breakdown and rule results, V3’s summary flags, under names that both share.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What was checked, in camelCase.' }),
    passed: t.exposeBoolean('passed', { description: 'Whether it passed. A failed check is not a declined person.' }),
    code: t.int({
      nullable: true,
      description: 'Faceki’s number for the result.',
      resolve: ({ code }) => toInt(code),
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why, in Faceki’s words.' }),
    severity: t.expose('severity', {
      type: CheckSeverityEnum,
      nullable: true,
      description: 'How much it weighs, where Faceki says.',
    }),
  }),
});
