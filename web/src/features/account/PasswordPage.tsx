import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { followPasswordLink } from '@/api/account';
import { AccountForm } from './AccountForm';

/** Where a link from an administrator leads. Its token is behind the #, so it was in no log on the way. */
export function PasswordPage() {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const navigate = useNavigate();
  return (
    <AccountForm
      title={t('account.choosePassword')}
      hint={t('account.passwordHint')}
      fields={[{ name: 'password', label: t('account.newPassword'), type: 'password', autoComplete: 'new-password' }]}
      action={t('account.save')}
      onSubmit={async ({ password = '' }) => {
        await followPasswordLink(hash.slice(1), password);
        await navigate('/', { replace: true });
      }}
    />
  );
}
