/**
 * @generated SignedSource<<cedf8d1e6f8aa0940ba3eba96397ad83>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type KycDecision = "ACCEPTED" | "DECLINED" | "REVIEW" | "%future added value";
export type VerificationState = "AWAITING_PERSON" | "COMPLETED" | "EXPIRED" | "FAILED" | "INTERRUPTED" | "PENDING" | "%future added value";
export type operationsProgressSubscription$variables = {
  idempotencyKey: string;
};
export type operationsProgressSubscription$data = {
  readonly verificationUpdated: {
    readonly decision: KycDecision | null | undefined;
    readonly id: string;
    readonly state: VerificationState;
  };
};
export type operationsProgressSubscription = {
  response: operationsProgressSubscription$data;
  variables: operationsProgressSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "idempotencyKey"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "idempotencyKey",
            "variableName": "idempotencyKey"
          }
        ],
        "kind": "ObjectValue",
        "name": "by"
      }
    ],
    "concreteType": "Verification",
    "kind": "LinkedField",
    "name": "verificationUpdated",
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
        "name": "state",
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "operationsProgressSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "operationsProgressSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "bfee367eb2df39ff26e9a57345a9fb63",
    "id": null,
    "metadata": {},
    "name": "operationsProgressSubscription",
    "operationKind": "subscription",
    "text": "subscription operationsProgressSubscription(\n  $idempotencyKey: String!\n) {\n  verificationUpdated(by: {idempotencyKey: $idempotencyKey}) {\n    id\n    state\n    decision\n  }\n}\n"
  }
};
})();

(node as any).hash = "0f46bb2bdfe4718a933c69977fedfbc6";

export default node;
