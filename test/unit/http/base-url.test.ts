import { expect, test } from 'vitest';
import { BaseUrl } from '#http/base-url.ts';

test('takes https anywhere, and http on loopback alone, so that no token crosses a network in clear', () => {
  for (const good of [
    'https://sdk.faceki.com',
    'http://127.0.0.1:4001',
    'http://localhost:80',
    'http://[::1]:1/base/',
  ]) {
    expect(() => new BaseUrl(good)).not.toThrow();
  }
  for (const bad of [
    'http://sdk.faceki.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'ftp://x',
    'sdk',
  ]) {
    expect(() => new BaseUrl(bad), bad).toThrow(/base URL/);
  }
});

test('refuses a base URL that carries credentials or a query, and does not repeat it', () => {
  for (const bad of [
    'https://user:hunter2@sdk.faceki.com',
    'https://sdk.faceki.com/?key=hunter2',
    'https://x.example#hunter2',
  ]) {
    expect(() => new BaseUrl(bad)).toThrow(/must hold no credentials/);
    expect(() => new BaseUrl(bad)).not.toThrow(/hunter2/);
  }
});

test('keeps what a client sends in its place: a path segment stays a segment, a value stays a value', () => {
  const base = new BaseUrl('https://sdk.example.test/prefix/');
  expect(base.target(['link', '../admin?x=1#y'])).toBe('/prefix/link/..%2Fadmin%3Fx%3D1%23y');
  expect(base.target(['records'], { requestId: 'a&b=c d/é' })).toBe('/prefix/records?requestId=a%26b%3Dc%20d%2F%C3%A9');
  expect(base.target(['records'], { requestId: '\ud800' })).toBe('/prefix/records?requestId=%EF%BF%BD');
  for (const dots of ['', '.', '..']) expect(() => base.target(['link', dots])).toThrow(TypeError);
});
