/** The operations that wait in tabs when the page opens. A tab is called after its operation. Names are those of the public schema. */

/**
 * @typedef {object} ReadyTab
 * @property {string} query
 * @property {string} variables
 * @property {string} headers
 */

/** JSON with comments is what the editor takes; so the line is there to be completed, and means nothing until then. */
export const defaultHeaders = `{
  // "Authorization": "Bearer <token>"
}`;

const verifyAPerson = `# Welcome to GraphiQL, with files.
#
# 1. Choose images in the Files panel:
#    pick, drop, paste, take a photo, or
#    click a sample if there are some.
# 2. Press play, or Ctrl-Enter.
#
# You get Faceki's decision, or what to
# do better. A token goes into Headers.
# Nothing stays when you leave the page.

mutation VerifyAPerson(
  $selfie: Upload!
  $front: Upload!
  $back: Upload
  $key: String
) {
  verifyKyc(
    input: {
      selfie: $selfie
      documents: [
        { front: $front, back: $back }
      ]
      idempotencyKey: $key
    }
  ) {
    __typename
    ... on VerifyKycCompleted {
      accepted
      verification {
        id
        decision
        records {
          person { fullName }
          documents { type number issuer { name } }
          faceMatch { confidence }
        }
      }
    }
    ... on VerificationError {
      code
      advice
      retry
    }
    ... on DocumentRejectedError { documentType }
    ... on InvalidImageError { path detectedFormat }
  }
}
`;

const logInByFace = `# Recognises a person by a selfie alone.
# Verify that person first.

mutation LogInByFace($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) {
    __typename
    ... on FaceLoginSuccess {
      user { id kycStatus kycVerifiedAt }
      session { tokenType token expiresAt }
    }
    ... on VerificationError { code advice retry }
  }
}
`;

const records = `# The newest attempts, each with what was
# read from the documents.

query Records($first: Int = 5) {
  verifications(first: $first) {
    edges {
      node {
        id
        state
        decision
        createdAt
        failure { code advice }
        records {
          id
          decision
          person { fullName dateOfBirth sex }
          documents { type number issuer { name } expiresOn }
          faceMatch { identical confidence }
          images { kind url }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const watch = `# Follows one attempt until it is final,
# even one that is still to come: run it in
# a second window, and VerifyAPerson here
# with the same "key".

subscription Watch($key: String!) {
  verificationUpdated(
    by: { idempotencyKey: $key }
  ) {
    id
    state
    decision
    failure { code advice }
    completedAt
  }
}
`;

/** @type {readonly ReadyTab[]} */
export const readyTabs = [
  {
    query: verifyAPerson,
    variables: `{
  // The same key never verifies twice:
  // "key": "first-try"
}`,
    headers: defaultHeaders,
  },
  { query: logInByFace, variables: '', headers: defaultHeaders },
  { query: records, variables: '{ "first": 5 }', headers: defaultHeaders },
  { query: watch, variables: '{ "key": "first-try" }', headers: defaultHeaders },
];
