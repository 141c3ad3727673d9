/** The biometric services: enrolling a face and logging in by it, on-prem and in the cloud (faceki-api.md section 4). */
import { json, v2 } from '#sandbox/envelopes.ts';
import type { Form, Reply, SandboxImage } from '#sandbox/exchange.ts';
import { selfieFault } from '#sandbox/judge.ts';
import { type Outcome, outcomeNamed } from '#sandbox/outcomes.ts';
import type { Route } from '#sandbox/router.ts';
import type { FaceAccount, FaceService } from '#sandbox/store.ts';
import { loginOf, loginRequestOf, userOf } from '#sandbox/wire/face-account.ts';
import type { World } from '#sandbox/world.ts';
import { alreadyRegistered, bioFailure, noMatch } from './bio-failure.ts';

interface Selfie {
  readonly picture: SandboxImage;
  readonly form: Form;
  /** What was asked for, or what the picture says; null: an ordinary picture. */
  readonly outcome: Outcome | null;
}

/** The five routes of both services. Each service knows the faces that were enrolled with it, and no others. */
export function faceAccountRoutes(world: World): Route[] {
  const route = (
    name: Route['name'],
    service: FaceService,
    path: string,
    fields: readonly string[],
    answer: (selfie: Selfie) => Reply,
  ) =>
    ({
      name,
      method: 'POST',
      path,
      manners: 'v2',
      needsToken: true,
      answer: ({ form }) => {
        const picture = fields.map((field) => form?.file(field) ?? null).find((file) => file !== null);
        const next = world.nextOutcomes.take(name);
        if (form === null || picture === undefined)
          return bioFailure(world, service, next ?? missing(service)) ?? v2(8001);
        const outcome = next ?? unreadable(picture) ?? selfieFault(picture);
        return bioFailure(world, service, outcome) ?? answer({ picture, form, outcome });
      },
    }) satisfies Route;
  return [
    route('facelink-signup', 'facelink', '/facelink/api/signup', ['selfie_image'], (selfie) => signUp(world, selfie)),
    route('facelink-login', 'facelink', '/facelink/api/login', ['selfie_image'], (selfie) =>
      logIn(world, 'facelink', selfie),
    ),
    route('facelink-login-request', 'facelink', '/facelink/request/login-request', ['selfie_image'], (selfie) => {
      const [account] = accountsLike(world, 'facelink', selfie.picture);
      return account === undefined ? v2(8013) : json(loginRequestOf(account));
    }),
    // The name of the field is missing in the vendor's text; `/enroll` beside it calls it `image` (section 4.1).
    route('bio-verify', 'bio', '/verify', ['image', 'selfie_image', 'selfie'], (selfie) => logIn(world, 'bio', selfie)),
    route('bio-enroll', 'bio', '/enroll', ['image'], (selfie) => enroll(world, selfie)),
  ];
}

function logIn(world: World, service: FaceService, { picture, outcome }: Selfie): Reply {
  const found = accountsLike(world, service, picture);
  const [account] = found;
  if (account === undefined) return noMatch(world);
  const faceIds = [...new Set(found.map(({ face }) => face.id))];
  return v2(0, loginOf(asAsked(account, outcome), faceIds, world.account, world.publicUrl()));
}

function signUp(world: World, { picture, form }: Selfie): Reply {
  if (accountsLike(world, 'facelink', picture).length > 0) return alreadyRegistered('facelink');
  const account = addAccount(world, 'facelink', picture, form.text('email') ?? '');
  const { face, imageId } = account;
  return v2(0, { user: userOf(account, world.account, world.publicUrl()), face_id: face.id, image_id: imageId });
}

function enroll(world: World, { picture }: Selfie): Reply {
  if (accountsLike(world, 'bio', picture).length > 0) return alreadyRegistered('bio');
  const { face, imageId } = addAccount(world, 'bio', picture, '');
  return v2(0, { face_id: face.id, image_id: imageId });
}

function addAccount(world: World, service: FaceService, picture: SandboxImage, email: string): FaceAccount {
  const account: FaceAccount = {
    service,
    storageId: world.ids.hex(12),
    userId: world.ids.uuid(),
    email,
    face: world.store.faceOf(picture),
    imageId: world.ids.uuid(),
    status: 'ACTIVE',
    blockStatus: 'UNBLOCKED',
    createdAtMs: world.clock(),
  };
  world.store.addAccount(account);
  return account;
}

function accountsLike(world: World, service: FaceService, picture: SandboxImage): FaceAccount[] {
  const faceIds = world.store.faceIdsLike(picture);
  return world.store.accounts().filter((account) => account.service === service && faceIds.includes(account.face.id));
}

/** The account as the picture or the control API wants it seen. */
function asAsked(account: FaceAccount, outcome: Outcome | null): FaceAccount {
  if (outcome?.name === 'ACCOUNT_BLOCKED') return { ...account, blockStatus: 'BLOCKED' };
  return outcome?.name === 'ACCOUNT_INACTIVE' ? { ...account, status: 'INACTIVE' } : account;
}

function unreadable(picture: SandboxImage): Outcome | null {
  return picture.format === null ? outcomeNamed('FAILED_TO_READ_IMAGE') : null;
}

function missing(service: FaceService): Outcome | null {
  return service === 'bio' ? outcomeNamed('FAILED_TO_READ_IMAGE') : null;
}
