/** The names of types that name each other. Their files give them fields; this one breaks the circle and holds nothing else. */
import type { VerificationError } from '#domain/errors.ts';
import type { Verification } from '#domain/verification.ts';
import { builder } from './builder.ts';

/** In `verification.ts`. */
export const VerificationRef = builder.objectRef<Verification>('Verification');

/** In `errors.ts`. */
export const VerificationErrorRef = builder.interfaceRef<VerificationError>('VerificationError');

/** A user is an id; everything else is looked up. In `user.ts`. */
export const UserRef = builder.objectRef<{ readonly id: string }>('User');
