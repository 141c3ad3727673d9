/**
 * @generated SignedSource<<721f03d4d63177b47ed896179b5964ae>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type KycStatus = "DECLINED" | "PENDING" | "REVIEW" | "UNVERIFIED" | "VERIFIED" | "%future added value";
export type operationsViewerQuery$variables = Record<PropertyKey, never>;
export type operationsViewerQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly kycStatus: KycStatus | null | undefined;
  } | null | undefined;
};
export type operationsViewerQuery = {
  response: operationsViewerQuery$data;
  variables: operationsViewerQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "User",
    "kind": "LinkedField",
    "name": "viewer",
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
        "name": "kycStatus",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "operationsViewerQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "operationsViewerQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "cc30d0c11aa8aab2a8d3fe25f6d018ab",
    "id": null,
    "metadata": {},
    "name": "operationsViewerQuery",
    "operationKind": "query",
    "text": "query operationsViewerQuery {\n  viewer {\n    id\n    kycStatus\n  }\n}\n"
  }
};
})();

(node as any).hash = "311a1a30d2f431adb718f85a61e18631";

export default node;
