import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '@/api/queries';
import { useTheme } from '@/ui/theme';
import { useMediaQuery } from '@/ui/useMediaQuery';
import { antTheme } from './antTheme';

export function Providers({ children }: { children: ReactNode }) {
  const theme = useTheme(state => state.theme);
  const { i18n } = useTranslation();
  const reducedMotion = useMediaQuery('(prefers-reduced-motion: reduce)');
  const touch = useMediaQuery('(max-width: 767px), (pointer: coarse)');
  const config = useMemo(() => antTheme({ theme, touch, reducedMotion }), [theme, touch, reducedMotion]);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={config}
        locale={i18n.language.startsWith('zh') ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntApp component={false}>{children}</AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
