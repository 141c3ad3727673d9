/** Stands for your code: asks Faceki (V2) whether this person may open an account. */
import { z } from 'zod';

const tokenAnswer = z.object({ data: z.object({ access_token: z.string() }) });
const kycAnswer = z.object({
  responseCode: z.number(),
  data: z.object({ requestId: z.string(), verification: z.object({ passed: z.boolean() }) }).partial(),
});

/** The selfie will not do, and another may: too close, too dark, blurred, several faces … */
const retakes = [8004, 8005, 8006, 8007, 8008, 8009, 8018, 8019];

export interface FacekiAccess {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Photos {
  readonly selfie: Uint8Array;
  readonly front: Uint8Array;
  readonly back: Uint8Array;
}

export type Verdict =
  | { verdict: 'welcome'; requestId: string }
  | { verdict: 'retake'; code: number }
  | { verdict: 'no' }
  | { verdict: 'later' };

/** One verification; `later` when Faceki cannot be reached or makes no sense. */
export async function checkIdentity(access: FacekiAccess, photos: Photos): Promise<Verdict> {
  const { baseUrl, clientId, clientSecret } = access;
  const form = new FormData();
  form.append('selfie_image', new Blob([Uint8Array.from(photos.selfie)]), 'selfie.jpg');
  form.append('doc_front_image', new Blob([Uint8Array.from(photos.front)]), 'front.jpg');
  form.append('doc_back_image', new Blob([Uint8Array.from(photos.back)]), 'back.jpg');
  try {
    const query = new URLSearchParams({ clientId, clientSecret });
    const granted = await fetch(`${baseUrl}/auth/api/access-token?${query}`);
    const { data: token } = tokenAnswer.parse(await granted.json());
    const response = await fetch(`${baseUrl}/kycverify/api/kycverify/kyc-verification`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.access_token}` },
      body: form,
    });
    if (!response.ok) return { verdict: 'later' };
    const { responseCode, data } = kycAnswer.parse(await response.json());
    if (retakes.includes(responseCode)) return { verdict: 'retake', code: responseCode };
    if (responseCode !== 0 || data.requestId === undefined || data.verification?.passed !== true)
      return { verdict: 'no' };
    return { verdict: 'welcome', requestId: data.requestId };
  } catch {
    return { verdict: 'later' };
  }
}
