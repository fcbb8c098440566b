import { expect, test } from 'vitest';
import { pageRequestHeaders } from './page-request-headers';

const headersOf = (url: string, sent: Record<string, string> = {}) =>
  Object.fromEntries(pageRequestHeaders(new Headers(sent), new URL(url, 'http://host')));

test('passes the embedding parameters, the path and the query on', () => {
  expect(headersOf('/clusters/a?embed=1&theme=dark&lang=zh-CN&cluster=a&folder=x')).toEqual({
    'x-etcdscope-embed': '1',
    'x-etcdscope-theme': 'dark',
    'x-etcdscope-lang': 'zh-CN',
    'x-etcdscope-cluster': 'a',
    'x-etcdscope-path': '/clusters/a',
    'x-etcdscope-search': '?embed=1&theme=dark&lang=zh-CN&cluster=a&folder=x',
  });
});

test.each([
  '/?embed=true',
  '/?theme=%3Cscript%3E',
  '/?lang=%E4%B8%AD',
  '/?cluster=../x',
  '/?embed=',
])('leaves out what has another shape: %s', (url) => {
  const names = Object.keys(headersOf(url));
  expect(names).toEqual(['x-etcdscope-path', 'x-etcdscope-search']);
});

test('headers of these names that somebody sent do not pass', () => {
  expect(headersOf('/', { 'x-etcdscope-embed': '1', 'x-etcdscope-path': '/evil', a: 'b' })).toEqual(
    { a: 'b', 'x-etcdscope-path': '/', 'x-etcdscope-search': '' },
  );
});
