import { randomBytes, randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { newAccountSchema } from '@/lib/domain/api/session';
import { type Role, roles } from '@/lib/domain/permissions';
import { createAccount } from '@/lib/server/accounts/create-account';
import { listAccounts } from '@/lib/server/accounts/list-accounts';
import { setPassword } from '@/lib/server/accounts/set-password';
import { auditChange } from '@/lib/server/audit/audit-change';
import { store } from '@/lib/server/store/store';

const subject = () => ({ requestId: randomUUID(), address: 'command line' });

/** The password from the standard input, or a new one that is printed once. */
const choosePassword = async (
  fromInput: boolean,
): Promise<{ password: string; isGenerated: boolean }> => {
  if (fromInput) {
    const password = (await text(process.stdin)).replace(/\r?\n$/, '');
    return { password, isGenerated: false };
  }
  return { password: randomBytes(18).toString('base64url'), isGenerated: true };
};

const checked = (username: string, role: Role, password: string) => {
  const result = newAccountSchema.safeParse({ username, role, password });
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  return result.data;
};

const isRole = (value: string | undefined): value is Role => roles.some((role) => role === value);

const roleNames = (): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles);

const add = async (username: string, role: Role, fromInput: boolean): Promise<number> => {
  const { password, isGenerated } = await choosePassword(fromInput);
  const account = checked(username, role, password);
  const change = {
    action: 'account:create',
    actor: userInfo().username,
    resource: `${username} as ${role}`,
  };
  await auditChange(subject(), change, () => createAccount(account));
  console.log(isGenerated ? password : `Account ${username} is made.`);
  return 0;
};

const changePassword = async (username: string, fromInput: boolean): Promise<number> => {
  const { password, isGenerated } = await choosePassword(fromInput);
  const account = checked(username, 'viewer', password);
  const change = {
    action: 'account:set-password',
    actor: userInfo().username,
    resource: username,
  };
  await auditChange(subject(), change, () => setPassword(username, account.password));
  console.log(isGenerated ? password : `The password of ${username} is set.`);
  return 0;
};

const list = async (): Promise<number> => {
  for (const { username, role, disabled, lastLoginAt } of await listAccounts()) {
    const state = disabled ? 'disabled' : `last login ${lastLoginAt ?? 'never'}`;
    console.log(`${username}\t${role}\t${state}`);
  }
  return 0;
};

/** `account add|password|list`: logins without a running server. Answers with the exit code. */
export const runAccount = async (commandArguments: string[]): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: commandArguments,
    allowPositionals: true,
    options: { role: { type: 'string' }, 'password-stdin': { type: 'boolean', default: false } },
  });
  const [verb, username] = positionals;
  const fromInput = values['password-stdin'];
  if (verb === 'add' && values.role !== undefined && !isRole(values.role)) {
    console.error(`${values.role} is no role; choose ${roleNames()}.\n`);
    return 2;
  }
  try {
    if (verb === 'list') {
      return await list();
    }
    if (verb === 'add' && username !== undefined && isRole(values.role)) {
      return await add(username, values.role, fromInput);
    }
    if (verb === 'password' && username !== undefined) {
      return await changePassword(username, fromInput);
    }
    return 2;
  } finally {
    await store().destroy();
  }
};
