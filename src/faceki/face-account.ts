/** What the biometric services say of an enrolled face (faceki-api.md section 4): the account, never the account holder's bill. */
import { z } from 'zod';
import type { FaceAccount } from '#domain/record.ts';
import { readInstant } from './dates.ts';
import {
  type Dictionary,
  id,
  readDictionary,
  readFlag,
  readNumber,
  readPercentage,
  readScore,
  text,
} from './lenient.ts';

const wireUser = z.object({
  userId: id,
  email: text,
  userType: text,
  roleID: text,
  status: text,
  blockStatus: text,
  faceID: id,
  face_id: id,
  createdAt: text,
});

/** Null when there is no account, or none that could be told from others. */
export function toFaceAccount(raw: unknown): FaceAccount | null {
  const user = wireUser.parse(readDictionary(raw) ?? {});
  if (user.userId === null) return null;
  const isActive = user.status === null || user.status.toUpperCase() === 'ACTIVE';
  const isUnblocked = user.blockStatus === null || user.blockStatus.toUpperCase() === 'UNBLOCKED';
  return {
    userId: user.userId,
    email: user.email,
    userType: user.userType,
    role: user.roleID,
    status: user.status,
    blocked: !isActive || !isUnblocked,
    faceId: user.faceID ?? user.face_id,
    createdAtMs: readInstant(user.createdAt),
  };
}

/** The vendor's spelling first (Q6). Null when it says neither yes nor no. */
export function readLoggedIn(data: Dictionary): boolean | null {
  return readFlag(data.logedIn) ?? readFlag(data.loggedIn) ?? readFlag(data.logged_in);
}

/** How sure the service is, 0..1. It has been seen in per cent; the pages promise it and the samples have none (Q30). */
export function readConfidence(data: Dictionary): number | null {
  const said = [data, readDictionary(data.user) ?? {}].map(({ confidence }) => confidence);
  const given = said.find((value) => readNumber(value) !== null);
  return readScore(given) ?? readPercentage(given);
}

/** The prepaid credit that is left, out of the billing data that the answer leaks; nothing else of it is ever read. */
export function readAvailableCredit(data: Dictionary): number | null {
  const subscription = readDictionary(readDictionary(data.packageInfo)?.subscription);
  return readNumber(subscription?.availableCredit);
}
