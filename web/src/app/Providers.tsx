import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useTheme } from '@/ui/theme';
import { useMediaQuery } from '@/ui/useMediaQuery';
import { antTheme } from './antTheme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; a silent server is asked again, and the page says so meanwhile.
      retry: (failures, error) => failures < 2 && !(isProblem(error) && !error.retryable),
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // "Offline" of the browser is a guess; a server on this very machine is reachable without a network.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

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
