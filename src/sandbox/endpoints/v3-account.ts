/** What V3 says of workflows, and of a face without looking it up. faceki-api.md sections 5.2 and 5.7. */
import { v3 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import { selfieFault } from '#sandbox/judge.ts';
import { ageOf, personOf } from '#sandbox/people.ts';
import type { Route } from '#sandbox/router.ts';
import { faceKeyOf } from '#sandbox/store.ts';
import { v3Rules, v3RulesByLink } from '#sandbox/wire/v3-rules.ts';
import type { World } from '#sandbox/world.ts';
import { openLink } from './open-link.ts';

/** Rules with a token and by link, and face analysis. */
export function v3AccountRoutes(world: World): Route[] {
  const unlessAsked =
    (name: Route['name'], answer: Route['answer']): Route['answer'] =>
    (exchange) => {
      const next = world.nextOutcomes.take(name);
      return typeof next?.v3 === 'number' ? v3(next.v3) : answer(exchange);
    };
  return [
    {
      name: 'v3-rules',
      method: 'GET',
      path: '/api/v3/workflows/rules',
      manners: 'v3',
      needsToken: true,
      answer: unlessAsked('v3-rules', ({ query }) => rules(world, query.get('workflowId'))),
    },
    {
      name: 'v3-rules-by-link',
      method: 'GET',
      path: '/api/v3/workflows/rulesbylink',
      manners: 'v3',
      needsToken: false,
      answer: unlessAsked('v3-rules-by-link', ({ query }) => rulesByLink(world, query.get('link'))),
    },
    {
      name: 'v3-analyze-face',
      method: 'POST',
      path: '/api/v3/kyc_verification/analyzeFace',
      manners: 'v3',
      needsToken: true,
      answer: unlessAsked('v3-analyze-face', ({ form }) => {
        const selfie = form?.file('selfie') ?? null;
        if (selfie === null) return v3(5002);
        const fault = selfieFault(selfie);
        if (typeof fault?.v3 === 'number' && fault.v3 !== 5004) return v3(fault.v3);
        const person = personOf(selfie.marker?.person ?? faceKeyOf(selfie));
        const age = ageOf(person, world.clock());
        return v3(200, {
          minAge: age - 4,
          maxAge: age + 4,
          gender: person.sex === 'F' ? 'Female' : 'Male',
          genderConfidence: 100,
          faceDetectionConfidence: 99.999,
          livenessScore: fault === null ? 0.999 : 0.12,
        });
      }),
    },
  ];
}

function rules(world: World, workflowId: string | null): Reply {
  const workflow = workflowId === null ? undefined : world.account.workflows.get(workflowId);
  if (workflowId === null || workflow === undefined) return v3(5001);
  return v3(200, v3Rules(workflowId, workflow, world.account));
}

function rulesByLink(world: World, linkId: string | null): Reply {
  const link = openLink(world, linkId);
  if (typeof link === 'number') return v3(link === 8017 ? 5009 : link);
  const workflow = link.workflowId === null ? undefined : world.account.workflows.get(link.workflowId);
  if (link.workflowId === null || workflow === undefined) return v3(5001);
  const oneDocumentIsEnough = link.documentOptional ?? workflow.oneDocumentIsEnough;
  return v3(200, v3RulesByLink(link.workflowId, { ...workflow, oneDocumentIsEnough }, world.account));
}
