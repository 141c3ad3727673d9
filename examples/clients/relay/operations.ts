/** What a Relay app asks. `npx relay-compiler` makes `__generated__` of it, by relay.config.json; Relay's plugin for your bundler joins the two. */
import { graphql } from 'relay-runtime';

// `uploadables` of commitMutation holds the files under the names of the variables, which are null.
export const verifyKyc = graphql`
  mutation operationsVerifyKycMutation(
    $selfie: Upload!
    $front: Upload!
    $back: Upload
    $type: DocumentType
    $idempotencyKey: String
  ) {
    verifyKyc(
      input: {
        selfie: $selfie
        documents: [{ type: $type, front: $front, back: $back }]
        idempotencyKey: $idempotencyKey
      }
    ) {
      __typename
      ... on VerifyKycCompleted {
        accepted
        verification {
          id
          decision
        }
      }
      ... on VerificationError {
        code
        message
        advice
        retry
      }
    }
  }
`;

export const viewer = graphql`
  query operationsViewerQuery {
    viewer {
      id
      kycStatus
    }
  }
`;

export const progress = graphql`
  subscription operationsProgressSubscription($idempotencyKey: String!) {
    verificationUpdated(by: { idempotencyKey: $idempotencyKey }) {
      id
      state
      decision
    }
  }
`;
