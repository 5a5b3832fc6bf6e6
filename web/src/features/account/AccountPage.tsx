import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { changePassword, signOut, signOutEverywhere } from '@/api/account';
import type { User } from '@/api/types';
import { Button } from '@/ui/Button';
import { useToast } from '@/ui/Toasts';
import { AccountForm } from './AccountForm';
import { useRefusal } from './useRefusal';

/** One's own account: another password, and the way out. */
export function AccountPage({ user }: { user: User }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tell = useToast();
  const refusalOf = useRefusal();
  // Whatever the page knows is this user's: it begins anew.
  const leave = async (how: () => Promise<void>) => {
    try {
      await how();
      location.assign('/');
    } catch (error) {
      tell(refusalOf(error));
    }
  };
  return (
    <AccountForm
      title={user.email}
      hint={t('account.passwordHint')}
      fields={[
        { name: 'current', label: t('account.password'), type: 'password', autoComplete: 'current-password' },
        { name: 'next', label: t('account.newPassword'), type: 'password', autoComplete: 'new-password' },
      ]}
      action={t('account.save')}
      onSubmit={async ({ current = '', next = '' }) => {
        await changePassword(current, next);
        await navigate('/');
      }}
    >
      <Button onClick={() => void leave(signOut)}>{t('account.signOut')}</Button>
      <Button onClick={() => void leave(signOutEverywhere)}>{t('account.signOutEverywhere')}</Button>
      <Link to="/">{t('account.back')}</Link>
    </AccountForm>
  );
}
