import { useTranslation } from 'react-i18next';
import { setUp, signIn } from '@/api/account';
import { AccountForm } from './AccountForm';
import { enter } from './enter';
import { useCredentialFields } from './useCredentialFields';

/** The first visitor proves by the code in the log to be the operator. */
export function SetupPage() {
  const { t } = useTranslation();
  const fields = useCredentialFields('new-password');
  return (
    <AccountForm
      title={t('account.setUp')}
      hint={t('account.setUpHint')}
      fields={[{ name: 'code', label: t('account.code'), autoComplete: 'off' }, ...fields]}
      action={t('account.create')}
      onSubmit={async ({ code = '', email = '', password = '' }) => {
        await setUp(code, email, password);
        enter(await signIn(email, password));
      }}
    />
  );
}
