import { describe, expect, it } from 'vitest';
import { explainDirectoryFailure, explainListenFailure } from './start-failure';

const failure = (code: string): Error => Object.assign(new Error(`raw ${code}`), { code });

describe('a start that fails', () => {
  it.each([
    ['EADDRINUSE', 'Port 3000 of 127.0.0.1 is in use'],
    ['EACCES', 'This user may not listen on port 3000'],
    ['EADDRNOTAVAIL', '127.0.0.1 is no address of this machine'],
  ])('explains %s', (code, words) => {
    expect(explainListenFailure(failure(code), '127.0.0.1', 3000)).toContain(words);
  });

  it('leaves alone what is no failure to listen', () => {
    expect(explainListenFailure(new Error('other'), '127.0.0.1', 3000)).toBeUndefined();
  });

  it('names the folder, the reason and the variable', () => {
    expect(explainDirectoryFailure(failure('EACCES'), '/data', 'ETCDSCOPE_DATA_DIR')).toBe(
      'The folder /data cannot be written (EACCES); correct its owner and rights, or set ETCDSCOPE_DATA_DIR.',
    );
  });
});
