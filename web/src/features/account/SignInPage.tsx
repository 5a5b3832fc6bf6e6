import { useTranslation } from 'react-i18next';
import { signIn } from '@/api/account';
import { AccountForm } from './AccountForm';
import { enter } from './enter';
import { useCredentialFields } from './useCredentialFields';

export function SignInPage() {
  const { t } = useTranslation();
  const fields = useCredentialFields('current-password');
  return (
    <AccountForm
      title={t('account.signIn')}
      fields={fields}
      action={t('account.signIn')}
      onSubmit={async ({ email = '', password = '' }) => enter(await signIn(email, password))}
    />
  );
}
