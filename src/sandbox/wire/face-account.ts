/** The answers of the biometric services (faceki-api.md section 4): the account of a face, and the billing data that they leak beside it. */
import type { Account } from '#sandbox/account.ts';
import { fullNameOf, personOf } from '#sandbox/people.ts';
import type { FaceAccount } from '#sandbox/store.ts';
import { imageUrl } from './image-url.ts';

/** `user` of login, verify and sign-up. */
export function userOf(stored: FaceAccount, account: Account, publicUrl: string) {
  return {
    _id: stored.storageId,
    userId: stored.userId,
    companyId: account.companyId,
    userType: 'Member',
    email: stored.email,
    language: '',
    roleID: 'Admin',
    status: stored.status,
    blockStatus: stored.blockStatus,
    selfieImage: imageUrl(publicUrl, { requestId: stored.userId }, 'selfie'),
    faceID: stored.face.id,
    imageID: stored.imageId,
    createdAt: new Date(stored.createdAtMs).toISOString(),
    updatedAt: new Date(stored.createdAtMs).toISOString(),
    __v: 0,
  };
}

/** `data` of a login that found somebody; the misspelt key is the vendor's (Q6). */
export function loginOf(stored: FaceAccount, faceIds: readonly string[], account: Account, publicUrl: string) {
  return {
    logedIn: true,
    all_face_ids: faceIds,
    user: userOf(stored, account, publicUrl),
    packageInfo: packageInfo(account),
    message: 'Login Success.',
  };
}

/** The older login request: no envelope, snake case, a number for the telephone. */
export function loginRequestOf(stored: FaceAccount) {
  const createdAt = new Date(stored.createdAtMs).toISOString();
  const ids = { face_id: stored.face.id, image_id: stored.imageId };
  return {
    user: {
      mobile_number: 10000000000,
      confidence: 99.99,
      _id: stored.storageId,
      ...ids,
      client_id: stored.userId,
      email: stored.email,
      name: fullNameOf(personOf(stored.face.key.replace(/^person:/, ''))),
      createdAt,
      updatedAt: createdAt,
      __v: 0,
    },
    ...ids,
  };
}

function packageInfo(account: Account) {
  const startedAt = '2026-01-01T08:43:57.126Z';
  const times = { createdAt: startedAt, updatedAt: startedAt, __v: 0 };
  const subscriptionId = 'sub_SANDBOX0000000000000000';
  const left = account.quota ?? 9999;
  return {
    subscription: {
      _id: '5a9db0c50000000000000081',
      subscriptionType: 'Stripe',
      subscriptionStatus: 'ACTIVE',
      subscriptionId,
      userEmail: 'owner@example.test',
      companyId: account.companyId,
      packageId: '5a9db0c5-0000-4000-8000-000000000082',
      packageType: 'KYC',
      subscriptionDateTime: startedAt,
      allowExcessiveUse: false,
      nextBillingDate: '2027-01-01T08:43:57.126Z',
      availableCredit: left,
      excessCharge: 0,
      ...times,
    },
    subscriptionUsage: {
      _id: '5a9db0c50000000000000083',
      companyId: account.companyId,
      subscriptionId,
      subscriptionDate: '1767225600000-1798761600000',
      subscriptionPackage: 'Sandbox Package',
      subscriptionLimit: 10000,
      subscriptionUsage: Math.max(0, 10000 - left),
      smsLimit: 100,
      smsUsage: 0,
      extraUsage: 0,
      overTimeUsage: 0,
      extraUsageInvoiceCreated: false,
      ...times,
    },
  };
}
