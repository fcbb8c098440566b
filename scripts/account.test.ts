import { afterEach, expect, it, vi } from 'vitest';
import { runAccount } from './account';

afterEach(() => vi.restoreAllMocks());

it('names the roles there are', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  expect(await runAccount(['add', 'bob', '--role', 'root'])).toBe(2);
  expect(printed).toHaveBeenCalledWith('root is no role; choose viewer, operator or admin.\n');
});
