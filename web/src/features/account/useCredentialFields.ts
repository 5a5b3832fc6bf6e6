import { useTranslation } from 'react-i18next';
import type { Field } from './AccountForm';

export function useCredentialFields(password: 'current-password' | 'new-password'): readonly Field[] {
  const { t } = useTranslation();
  return [
    { name: 'email', label: t('account.email'), type: 'email', autoComplete: 'username' },
    { name: 'password', label: t('account.password'), type: 'password', autoComplete: password },
  ];
}
