import { expect, it } from 'vitest';
import { argonPasswords } from '../../server/auth/passwords.ts';

it('passwords are kept as argon2id at its full price, and only the right one matches', async () => {
  const passwords = argonPasswords();
  const kept = await passwords.hash('kata-sandi-benar');
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches(kept, 'kata-sandi-benar')).toBe(true);
  expect(await passwords.matches(kept, 'kata-sandi-salah')).toBe(false);
  expect(await passwords.matches(null, 'nobody')).toBe(false);
});
