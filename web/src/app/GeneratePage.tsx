import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Composer } from '@/features/compose/Composer';
import { Announcer } from '@/features/feed/Announcer';
import { Feed } from '@/features/feed/Feed';

export function GeneratePage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t('nav.create')} · ${t('app.name')}`}</title>
      <Feed />
      <Composer />
      <Announcer />
      <Outlet />
    </>
  );
}
