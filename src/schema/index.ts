/** The whole schema: imports each type's file for its effect and exports the one value. */
import { builder } from './builder.ts';
import './scalars.ts';
import './failure-code.ts';
import './errors.ts';
import './verification.ts';
import './verification-connection.ts';
import './verification-updated.ts';
import './user.ts';
import './verification-record.ts';
import './kyc-rules.ts';
import './verify-kyc.ts';
import './face-login.ts';
import './search-by-face.ts';
import './enroll-face.ts';
import './analyze-face.ts';
import './create-kyc-link.ts';
import './audit-event.ts';
import './erase-user.ts';

builder.queryType({ description: 'What can be read.' });
builder.mutationType({ description: 'What can be done. Expected failures are members of each field’s union.' });
builder.subscriptionType({ description: 'What can be watched as it happens (server-sent events).' });

/** The schema that clients see; `schema.graphql` is its print. */
export const schema = builder.toSchema();
