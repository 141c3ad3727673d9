/** Where nobody knows what the real service does, both ways: the documented variants of faceki-api.md section 10. */

export interface Variants {
  /** `face.confidence` of V2 (Q1). As sampled: a number in the direct answer, text in records. */
  readonly faceConfidence: 'as-sampled' | 'number' | 'string';
  /** `authentication.score` of V2. As sampled: absent in the direct answer, present in records. */
  readonly authenticationScore: 'as-sampled' | 'absent' | 'present';
  /** What a search that finds nothing answers. */
  readonly noMatch: 'empty' | '8013';
  /** HTTP status of link generation (Q32). */
  readonly linkStatus: 200 | 201;
  /** Where the biometric services put their failure word. As sampled: `response` on-prem, `message` on facelink. */
  readonly bioFailureCarrier: 'as-sampled' | 'response' | 'message' | 'error' | 'errorCode' | 'code' | 'data';
  /** The keys of the KYC rules: those of the documentation, or also those that only the vendor's SDKs know. */
  readonly rulesKeys: 'documented' | 'extended';
  /** Whether POST generate-token exists (Q7). */
  readonly generateToken: 'present' | '404' | '405';
  /** V2 records as a list or, when there is one, as an object (section 3.8). */
  readonly v2Records: 'list' | 'object';
  /** What a V3 verification answers: its ids, its ids in a list (Q22), or the complete record. */
  readonly v3Perform: 'ids' | 'list' | 'record';
  /** `result` of V3 code 5008. */
  readonly v3Failure: 'with-result' | 'null';
  /** What the webhook carries. */
  readonly webhookData: 'record' | 'empty';
}

export const sampledVariants: Variants = {
  faceConfidence: 'as-sampled',
  authenticationScore: 'as-sampled',
  noMatch: 'empty',
  linkStatus: 200,
  bioFailureCarrier: 'as-sampled',
  rulesKeys: 'extended',
  generateToken: 'present',
  v2Records: 'list',
  v3Perform: 'ids',
  v3Failure: 'with-result',
  webhookData: 'record',
};
