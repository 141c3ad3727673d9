/**
 * @generated SignedSource<<aa952c745bc03e15bf55d8fda988e118>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type DocumentType = "DRIVING_LICENCE" | "ID_CARD" | "OTHER" | "PASSPORT" | "%future added value";
export type FailureCode = "ACCOUNT_BLOCKED" | "ALREADY_ENROLLED" | "ALREADY_VERIFIED" | "CREDENTIALS_REJECTED" | "CREDIT_EXHAUSTED" | "DOCUMENT_EXPIRED" | "DOCUMENT_EXPIRY_UNREADABLE" | "DOCUMENT_FACE_MISMATCH" | "DOCUMENT_NOT_LIVE" | "DOCUMENT_REJECTED" | "DRIVING_LICENCE_REJECTED" | "FACE_ANGLE_TOO_LARGE" | "FACE_BLURRED" | "FACE_CLOSE_TO_BORDER" | "FACE_CROPPED" | "FACE_NOT_FOUND" | "FACE_NOT_RECOGNIZED" | "FACE_TOO_CLOSE" | "FACE_TOO_SMALL" | "IDEMPOTENCY_CONFLICT" | "ID_CARD_REJECTED" | "IMAGE_CORRUPT" | "IMAGE_EMPTY" | "IMAGE_TOO_LARGE" | "IMAGE_UNSUPPORTED_FORMAT" | "LINK_EXPIRED" | "LINK_INVALID" | "LINK_LIMIT_REACHED" | "LINK_NOT_CREATED" | "MISSING_DOCUMENT" | "MISSING_DRIVING_LICENCE" | "MISSING_ID_CARD" | "MISSING_IMAGES" | "MISSING_PASSPORT" | "MULTIPLE_FACES" | "NOT_SUPPORTED" | "NO_RULES" | "OUTCOME_UNKNOWN" | "PASSPORT_REJECTED" | "POOR_LIGHT" | "PROVIDER_FAULT" | "PROVIDER_NONSENSE" | "PROVIDER_TIMEOUT" | "PROVIDER_TRY_AGAIN" | "PROVIDER_UNREACHABLE" | "QUOTA_EXCEEDED" | "RATE_LIMITED" | "RECORD_NOT_FOUND" | "REQUEST_REJECTED" | "RULES_MISMATCH" | "SELFIE_NOT_LIVE" | "SELFIE_UNREADABLE" | "UPLOAD_INTERRUPTED" | "VERIFICATION_IN_PROGRESS" | "%future added value";
export type KycDecision = "ACCEPTED" | "DECLINED" | "REVIEW" | "%future added value";
export type RetryAdvice = "LATER" | "NEVER" | "NEW_IMAGE" | "SAME_REQUEST" | "%future added value";
export type operationsVerifyKycMutation$variables = {
  back?: unknown | null | undefined;
  front: unknown;
  idempotencyKey?: string | null | undefined;
  selfie: unknown;
  type?: DocumentType | null | undefined;
};
export type operationsVerifyKycMutation$data = {
  readonly verifyKyc: {
    readonly __typename: string;
    readonly accepted?: boolean;
    readonly advice?: string;
    readonly code?: FailureCode;
    readonly message?: string;
    readonly retry?: RetryAdvice;
    readonly verification?: {
      readonly decision: KycDecision | null | undefined;
      readonly id: string;
    };
  } | null | undefined;
};
export type operationsVerifyKycMutation = {
  response: operationsVerifyKycMutation$data;
  variables: operationsVerifyKycMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "back"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "front"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "idempotencyKey"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "selfie"
},
v4 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "type"
},
v5 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "items": [
              {
                "fields": [
                  {
                    "kind": "Variable",
                    "name": "back",
                    "variableName": "back"
                  },
                  {
                    "kind": "Variable",
                    "name": "front",
                    "variableName": "front"
                  },
                  {
                    "kind": "Variable",
                    "name": "type",
                    "variableName": "type"
                  }
                ],
                "kind": "ObjectValue",
                "name": "documents.0"
              }
            ],
            "kind": "ListValue",
            "name": "documents"
          },
          {
            "kind": "Variable",
            "name": "idempotencyKey",
            "variableName": "idempotencyKey"
          },
          {
            "kind": "Variable",
            "name": "selfie",
            "variableName": "selfie"
          }
        ],
        "kind": "ObjectValue",
        "name": "input"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "verifyKyc",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "accepted",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Verification",
            "kind": "LinkedField",
            "name": "verification",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "id",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "decision",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "type": "VerifyKycCompleted",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "advice",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "retry",
            "storageKey": null
          }
        ],
        "type": "VerificationError",
        "abstractKey": "__isVerificationError"
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "operationsVerifyKycMutation",
    "selections": (v5/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v3/*:: as any*/),
      (v1/*:: as any*/),
      (v0/*:: as any*/),
      (v4/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "operationsVerifyKycMutation",
    "selections": (v5/*:: as any*/)
  },
  "params": {
    "cacheID": "d60463d855a53d4a1a79ae26a1d8dbbb",
    "id": null,
    "metadata": {},
    "name": "operationsVerifyKycMutation",
    "operationKind": "mutation",
    "text": "mutation operationsVerifyKycMutation(\n  $selfie: Upload!\n  $front: Upload!\n  $back: Upload\n  $type: DocumentType\n  $idempotencyKey: String\n) {\n  verifyKyc(input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], idempotencyKey: $idempotencyKey}) {\n    __typename\n    ... on VerifyKycCompleted {\n      accepted\n      verification {\n        id\n        decision\n      }\n    }\n    ... on VerificationError {\n      __isVerificationError: __typename\n      code\n      message\n      advice\n      retry\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "0cda12ce4113113eb5d83932c32a8a76";

export default node;
