
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AnalyzeFaceResult": [
      "ConfigurationError",
      "FaceAnalysis",
      "InvalidImageError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SelfieRejectedError"
    ],
    "CreateKycLinkResult": [
      "AlreadyVerifiedError",
      "ConfigurationError",
      "CreateKycLinkSuccess",
      "IdempotencyConflictError",
      "LinkError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError"
    ],
    "EnrollFaceResult": [
      "AlreadyEnrolledError",
      "ConfigurationError",
      "EnrollFaceSuccess",
      "InvalidImageError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SelfieRejectedError"
    ],
    "FaceLoginResult": [
      "AccountBlockedError",
      "ConfigurationError",
      "FaceLoginSuccess",
      "FaceNotRecognizedError",
      "InvalidImageError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SelfieRejectedError"
    ],
    "Node": [
      "Verification"
    ],
    "SearchByFaceResult": [
      "ConfigurationError",
      "InvalidImageError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SearchByFaceMatches",
      "SelfieRejectedError"
    ],
    "VerificationError": [
      "AccountBlockedError",
      "AlreadyEnrolledError",
      "AlreadyVerifiedError",
      "ConfigurationError",
      "DocumentRejectedError",
      "FaceNotRecognizedError",
      "IdempotencyConflictError",
      "InvalidImageError",
      "LinkError",
      "MissingDocumentError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SelfieRejectedError",
      "VerificationInProgressError"
    ],
    "VerifyKycResult": [
      "AlreadyVerifiedError",
      "ConfigurationError",
      "DocumentRejectedError",
      "IdempotencyConflictError",
      "InvalidImageError",
      "MissingDocumentError",
      "ProviderUnavailableError",
      "QuotaExceededError",
      "RateLimitedError",
      "SelfieRejectedError",
      "VerificationInProgressError",
      "VerifyKycCompleted"
    ]
  }
};
      export default result;
    