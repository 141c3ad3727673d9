/** Enrols a face for login with the provider's biometric service, without documents, and remembers whose it is. */
import type { Image } from '#domain/image.ts';
import type { FaceRegistry, WholeLedger } from '#domain/ledger.ts';
import type { Clock, EnrolledFace, IdentityProvider } from '#domain/ports.ts';
import type { AttemptsUnderWay } from './attempts.ts';
import { readImage } from './read-images.ts';
import type { EnrollFaceInput, Services } from './services.ts';
import { requireSubject } from './subject.ts';
import { abortableUntilSent } from './until-sent.ts';

export interface EnrollFaceOptions {
  readonly provider: IdentityProvider;
  readonly ledger: FaceRegistry & Pick<WholeLedger, 'check'>;
  readonly clock: Clock;
  /** The id of a face that is enrolled at this time. */
  readonly createFaceId: (atMs: number) => string;
  readonly underWay: AttemptsUnderWay;
}

interface Enrolment {
  readonly userId: string;
  readonly actor: string;
  readonly selfie: Image;
  readonly input: EnrollFaceInput;
}

/** A face that the service knows and the ledger does not would lead to nobody, and could not be enrolled again: so it is never left half done. */
export function createEnrollFace(options: EnrollFaceOptions): Services['enrollFace'] {
  const { provider, ledger, clock, createFaceId, underWay } = options;

  return async (caller, input, signal) => {
    const userId = requireSubject(caller, input.userId, ['kyc:verify', 'kyc:act']);
    const selfie = await readImage(input.selfie, 'input.selfie');
    const enrolled = enrol({ userId, actor: caller.userId ?? userId, selfie, input }, signal);
    underWay.add(enrolled);
    return enrolled;
  };

  async function enrol({ userId, actor, selfie, input }: Enrolment, signal: AbortSignal): Promise<EnrolledFace> {
    const { email, firstName, lastName, phoneNumber } = input;
    let enrolled: EnrolledFace;
    try {
      underWay.checkOpen();
      await ledger.check();
      enrolled = await abortableUntilSent(signal, (callOptions) =>
        provider.enrollFace({ selfie, email, firstName, lastName, phoneNumber }, callOptions),
      );
    } finally {
      selfie.release();
    }
    const atMs = clock();
    await ledger.addFace({
      id: createFaceId(atMs),
      userId,
      actor,
      faceId: enrolled.faceId ?? enrolled.account?.faceId ?? null,
      accountId: enrolled.account?.userId ?? null,
      atMs,
    });
    return enrolled;
  }
}
