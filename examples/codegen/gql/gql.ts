/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation VerifyKyc($selfie: Upload!, $front: Upload!, $back: Upload, $type: DocumentType, $idempotencyKey: String, $consentVersion: String) {\n  verifyKyc(\n    input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], idempotencyKey: $idempotencyKey, consentVersion: $consentVersion}\n  ) {\n    __typename\n    ... on VerifyKycCompleted {\n      accepted\n      verification {\n        id\n        decision\n      }\n    }\n    ... on VerificationError {\n      code\n      message\n      advice\n      retry\n    }\n    ... on DocumentRejectedError {\n      documentType\n    }\n    ... on MissingDocumentError {\n      documentTypes\n    }\n    ... on InvalidImageError {\n      path\n      detectedFormat\n      maxBytes\n    }\n    ... on ProviderUnavailableError {\n      retryAfterSeconds\n      attempt {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VerificationInProgressError {\n      attempt {\n        id\n      }\n    }\n  }\n}\n\nmutation FaceLogin($selfie: Upload!) {\n  faceLogin(input: {selfie: $selfie}) {\n    __typename\n    ... on FaceLoginSuccess {\n      user {\n        id\n      }\n      session {\n        token\n        expiresAt\n      }\n    }\n    ... on VerificationError {\n      code\n      advice\n      retry\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    kycStatus\n  }\n}\n\nsubscription Progress($idempotencyKey: String!) {\n  verificationUpdated(by: {idempotencyKey: $idempotencyKey}) {\n    id\n    state\n    decision\n    failure {\n      code\n      advice\n    }\n  }\n}": typeof types.VerifyKycDocument,
};
const documents: Documents = {
    "mutation VerifyKyc($selfie: Upload!, $front: Upload!, $back: Upload, $type: DocumentType, $idempotencyKey: String, $consentVersion: String) {\n  verifyKyc(\n    input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], idempotencyKey: $idempotencyKey, consentVersion: $consentVersion}\n  ) {\n    __typename\n    ... on VerifyKycCompleted {\n      accepted\n      verification {\n        id\n        decision\n      }\n    }\n    ... on VerificationError {\n      code\n      message\n      advice\n      retry\n    }\n    ... on DocumentRejectedError {\n      documentType\n    }\n    ... on MissingDocumentError {\n      documentTypes\n    }\n    ... on InvalidImageError {\n      path\n      detectedFormat\n      maxBytes\n    }\n    ... on ProviderUnavailableError {\n      retryAfterSeconds\n      attempt {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VerificationInProgressError {\n      attempt {\n        id\n      }\n    }\n  }\n}\n\nmutation FaceLogin($selfie: Upload!) {\n  faceLogin(input: {selfie: $selfie}) {\n    __typename\n    ... on FaceLoginSuccess {\n      user {\n        id\n      }\n      session {\n        token\n        expiresAt\n      }\n    }\n    ... on VerificationError {\n      code\n      advice\n      retry\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    kycStatus\n  }\n}\n\nsubscription Progress($idempotencyKey: String!) {\n  verificationUpdated(by: {idempotencyKey: $idempotencyKey}) {\n    id\n    state\n    decision\n    failure {\n      code\n      advice\n    }\n  }\n}": types.VerifyKycDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerifyKyc($selfie: Upload!, $front: Upload!, $back: Upload, $type: DocumentType, $idempotencyKey: String, $consentVersion: String) {\n  verifyKyc(\n    input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], idempotencyKey: $idempotencyKey, consentVersion: $consentVersion}\n  ) {\n    __typename\n    ... on VerifyKycCompleted {\n      accepted\n      verification {\n        id\n        decision\n      }\n    }\n    ... on VerificationError {\n      code\n      message\n      advice\n      retry\n    }\n    ... on DocumentRejectedError {\n      documentType\n    }\n    ... on MissingDocumentError {\n      documentTypes\n    }\n    ... on InvalidImageError {\n      path\n      detectedFormat\n      maxBytes\n    }\n    ... on ProviderUnavailableError {\n      retryAfterSeconds\n      attempt {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VerificationInProgressError {\n      attempt {\n        id\n      }\n    }\n  }\n}\n\nmutation FaceLogin($selfie: Upload!) {\n  faceLogin(input: {selfie: $selfie}) {\n    __typename\n    ... on FaceLoginSuccess {\n      user {\n        id\n      }\n      session {\n        token\n        expiresAt\n      }\n    }\n    ... on VerificationError {\n      code\n      advice\n      retry\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    kycStatus\n  }\n}\n\nsubscription Progress($idempotencyKey: String!) {\n  verificationUpdated(by: {idempotencyKey: $idempotencyKey}) {\n    id\n    state\n    decision\n    failure {\n      code\n      advice\n    }\n  }\n}"): (typeof documents)["mutation VerifyKyc($selfie: Upload!, $front: Upload!, $back: Upload, $type: DocumentType, $idempotencyKey: String, $consentVersion: String) {\n  verifyKyc(\n    input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], idempotencyKey: $idempotencyKey, consentVersion: $consentVersion}\n  ) {\n    __typename\n    ... on VerifyKycCompleted {\n      accepted\n      verification {\n        id\n        decision\n      }\n    }\n    ... on VerificationError {\n      code\n      message\n      advice\n      retry\n    }\n    ... on DocumentRejectedError {\n      documentType\n    }\n    ... on MissingDocumentError {\n      documentTypes\n    }\n    ... on InvalidImageError {\n      path\n      detectedFormat\n      maxBytes\n    }\n    ... on ProviderUnavailableError {\n      retryAfterSeconds\n      attempt {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VerificationInProgressError {\n      attempt {\n        id\n      }\n    }\n  }\n}\n\nmutation FaceLogin($selfie: Upload!) {\n  faceLogin(input: {selfie: $selfie}) {\n    __typename\n    ... on FaceLoginSuccess {\n      user {\n        id\n      }\n      session {\n        token\n        expiresAt\n      }\n    }\n    ... on VerificationError {\n      code\n      advice\n      retry\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    id\n    kycStatus\n  }\n}\n\nsubscription Progress($idempotencyKey: String!) {\n  verificationUpdated(by: {idempotencyKey: $idempotencyKey}) {\n    id\n    state\n    decision\n    failure {\n      code\n      advice\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;