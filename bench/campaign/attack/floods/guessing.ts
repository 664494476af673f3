// Wrong passwords and wrong call IDs: what they cost those who have the right ones.
import { setTimeout as pause } from 'node:timers/promises';
import type { AccountWithPassword } from '@distansmote/shared/accountsApi.ts';
import { fetchAs, isTime } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';

const json = { 'content-type': 'application/json' };

function signIn(attack: Attack, address: string, username: string, password: string, more = {}) {
  return fetchAs(attack, address, '/api/session', {
    method: 'POST',
    headers: { ...json, ...more },
    body: JSON.stringify({ username, password }),
  });
}

const wrongPasswords: Phase = {
  name: 'wrongPasswords',
  says: '150 wrong passwords at once, from as many addresses, again and again',
  finding: 7,
  async run(attack) {
    for (let turn = 0; isTime(attack); turn += 1) {
      await Promise.all(
        Array.from({ length: 150 }, (_, index) =>
          signIn(attack, `10.11.${turn % 250}.${index + 1}`, `anna${index}`, 'wrong password'),
        ),
      );
      await pause(100);
    }
  },
};

export const lockedAccount: Phase = {
  name: 'lockedAccount',
  says: 'strangers who try wrong passwords for an account whose owner has signed in here before',
  finding: 12,
  weight: 0.3,
  async run(attack) {
    const admin = await attack.target.session();
    const username = `agare${attack.draw.below(1_000_000)}`;
    const made = await admin.ask<AccountWithPassword>('POST', '/api/accounts', { username });
    const { password } = made.body;
    const first = await signIn(attack, '10.12.9.9', username, password);
    // Whatever the server gave this browser to recognise it by.
    const cookie =
      first?.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ') ?? '';
    for (let count = 0; count < 60; count += 1) {
      await signIn(attack, `10.12.0.${(count % 10) + 1}`, username, `wrong ${count}`);
    }
    const owner = await signIn(attack, '10.12.9.9', username, password, { cookie });
    attack.tally.expect(
      owner?.status === 200,
      `the owner was locked out of the account by strangers: ${owner?.status}`,
    );
  },
};

const wrongNumbers: Phase = {
  name: 'wrongNumbers',
  says: 'wrong call IDs from three addresses, until the global budget is spent',
  finding: 9,
  async run(attack) {
    const guess = (index: number) => {
      const number = 100_000_000 + attack.draw.below(900_000_000);
      return fetchAs(attack, `10.13.0.${(index % 3) + 1}`, `/api/meetings/${number}`);
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => guess(index)));
    // The bystander's newcomers show whether a right call ID still gets in.
    while (isTime(attack)) await pause(500);
  },
};

/** Last of all, since the budget that it spends recovers in ten minutes. */
export const guessing = [wrongPasswords, lockedAccount, wrongNumbers];
