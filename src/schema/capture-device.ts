/** CaptureDevice: what the photos of a record were taken with. */
import type { CaptureDevice } from '#domain/record.ts';
import { builder } from './builder.ts';

export const CaptureDeviceRef = builder.objectRef<CaptureDevice>('CaptureDevice');

builder.objectType(CaptureDeviceRef, {
  description: 'What the person used, where they verified by link or mobile SDK; for API calls it is this gateway.',
  fields: (t) => ({
    ipAddress: t.exposeString('ipAddress', { nullable: true, description: 'The network address.' }),
    browser: t.exposeString('browser', { nullable: true, description: 'The browser’s name.' }),
    os: t.exposeString('os', { nullable: true, description: 'The operating system’s name.' }),
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'The whole User-Agent line.' }),
  }),
});
