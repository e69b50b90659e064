import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import { createContext, useContext, useLayoutEffect, useMemo, type ReactNode } from 'react';
import { useLanguage } from './i18n.ts';
import { NavigateProvider, type Navigate } from './link.tsx';
import { useReducedMotion } from './media.ts';
import { useColourScheme } from './scheme.ts';
import { antdTheme } from './theme.ts';
import { cssVariables, type Scheme } from './tokens.ts';

const SchemeContext = createContext<Scheme>('light');
/** The scheme in force around this component, for what is drawn and not styled. */
export const useScheme = (): Scheme => useContext(SchemeContext);

/**
 * Wraps an application in the look of the house: antd theme and locale, pigments on the page, language, links.
 * `scheme` fixes light or dark; left out, the person's choice is followed. `nonce` goes to antd's style elements.
 */
export function KitProvider({ children, navigate, nonce, scheme }: { children: ReactNode; navigate?: Navigate; nonce?: string | undefined; scheme?: Scheme }) {
  const chosen = useColourScheme().scheme;
  const active = scheme ?? chosen;
  const reduced = useReducedMotion();
  const { code } = useLanguage();
  const theme = useMemo(() => antdTheme(active, { motion: !reduced }), [active, reduced]);
  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, colour] of Object.entries(cssVariables(active))) root.style.setProperty(name, colour);
    root.style.colorScheme = active;
    root.dataset['scheme'] = active;
  }, [active]);
  const content = (
    <SchemeContext value={active}>
      <ConfigProvider theme={theme} locale={locale(code === 'en' ? enUS : zhCN)} {...(nonce === undefined ? {} : { csp: { nonce } })} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
        <App component={false}>{children}</App>
      </ConfigProvider>
    </SchemeContext>
  );
  return navigate === undefined ? content : <NavigateProvider value={navigate}>{content}</NavigateProvider>;
}

type Locale = NonNullable<Parameters<typeof ConfigProvider>[0]['locale']>;
// antd's locale files are CommonJS: a bundler hands over the locale itself, a plain reader the module around it.
const locale = (file: unknown): Locale => ((file as { default?: Locale }).default ?? file) as Locale;
